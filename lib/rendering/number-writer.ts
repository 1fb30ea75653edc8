import type { Cell } from './document.ts';

export interface NumberStyle {
  readonly decimals: number;
  readonly percent?: boolean;
  /** Factor before printing: 100 for percentage points. */
  readonly scale?: number;
  /** Unit behind the number, with its space. */
  readonly suffix: string;
}

export interface NumberWriter {
  plain(value: number, style: NumberStyle): Cell;
  /** With a plus for what is above zero after rounding. */
  signed(value: number, style: NumberStyle): Cell;
}

/** Numbers of one locale, halves rounded away from zero (metric rule G10; the default of ECMA-402). */
export function numberWriter(locale: string): NumberWriter {
  const write = (value: number, style: NumberStyle, signDisplay: 'negative' | 'exceptZero') => {
    const { decimals, percent, scale = 1, suffix } = style;
    const format = new Intl.NumberFormat(locale, {
      style: percent === true ? 'percent' : 'decimal',
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay,
    });
    const text = format.format(value * scale).replace('-', '\u2212');
    return {
      text: `${text}${suffix}`,
      value: value * scale,
      numberFormat: sheetFormat(style, signDisplay === 'exceptZero'),
      shade: null,
    };
  };
  return {
    plain: (value, style) => write(value, style, 'negative'),
    signed: (value, style) => write(value, style, 'exceptZero'),
  };
}

/** The same style as a spreadsheet's number format. */
function sheetFormat({ decimals, percent, suffix }: NumberStyle, signed: boolean): string {
  const fraction = decimals === 0 ? '' : `.${'0'.repeat(decimals)}`;
  const unit = suffix === '' ? '' : `"${suffix}"`;
  const body = percent === true ? `0${fraction}%` : `#,##0${fraction}${unit}`;
  return signed ? `+${body};-${body};${body}` : body;
}
