/** What a reader sees of one number or word, with the typed value that a spreadsheet gets. */
export interface Cell {
  readonly text: string;
  /** Major units for money, a fraction for a share; null where the cell is words or `n/a (reason)`. */
  readonly value: number | null;
  /** Spreadsheet number format of `value`. */
  readonly numberFormat: string | null;
  /** Step of the heat-map, 0 (least) to 6; null outside heat-maps. */
  readonly shade: number | null;
}

export interface Row {
  readonly label: string;
  readonly cells: readonly Cell[];
  readonly emphasis: 'normal' | 'total';
}

/** At most six of them stand at the head of the mail. */
export interface Tile {
  readonly label: string;
  readonly value: Cell;
  /** What the value is in or of: the currency, the window, the cohort. */
  readonly detail: string;
  /** What `prior` compares with, such as `vs W46`. */
  readonly priorLabel: string;
  readonly prior: Cell;
  readonly yearAgo: Cell;
  /** Share of the target, or that there is none; null in a report without targets. */
  readonly target: Cell | null;
  /** `GREEN`, `AMBER`, `RED`, or null where no limit is set. */
  readonly status: string | null;
}

export interface Tiles {
  readonly kind: 'tiles';
  readonly tiles: readonly Tile[];
}

export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  /** The first names the rows. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** Rows that the mail shows before it points to the workbook, the total row aside. */
  readonly rowsInMail: number;
  /** A mail that would be clipped leaves it to the workbook: `first`, or only when that is not enough. */
  readonly detail?: 'first' | 'then';
}

export interface Fact {
  readonly term: string;
  readonly text: string;
}

export interface Facts {
  readonly kind: 'facts';
  readonly facts: readonly Fact[];
}

export interface Sentence {
  readonly kind: 'sentence' | 'note' | 'warning';
  readonly text: string;
}

/** A line over months of life; null is a gap. The same values stand in the table beside it. */
export interface Chart {
  readonly kind: 'chart';
  readonly name: string;
  readonly title: string;
  /** Repeats every value of the picture in words. */
  readonly alt: string;
  readonly points: readonly ChartPoint[];
  /** A level to compare with, such as the cost of a new customer. */
  readonly level: { readonly label: string; readonly value: number; readonly text: string } | null;
}

export interface ChartPoint {
  readonly label: string;
  readonly value: number | null;
  readonly text: string;
}

export type Block = Tiles | Table | Facts | Sentence | Chart;

export interface Section {
  /** Number of the section in the report's fixed order. */
  readonly number: number;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A report as blocks, before any format: HTML, text, spreadsheet and JSON are written from it. */
export interface ReportDocument {
  readonly title: string;
  readonly business: string;
  readonly state: string;
  readonly period: string;
  readonly language: string;
  readonly sections: readonly Section[];
}
