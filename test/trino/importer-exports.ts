import type { ReadyMapping } from '#lib/config/configuration.ts';

/** Small exports as CSV, for every file that a ready mapping reads. */
export const EXPORTS: Readonly<Record<ReadyMapping, Readonly<Record<string, readonly string[]>>>> =
  {
    shopify: {
      orders: [
        'Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Billing Country,Shipping Country,Cancelled at,Payment Method,Id,Source',
        '#1001,ann@example.com,refunded,EUR,100.00,10.00,23.00,133.00,5.00,2026-01-31 23:30:00 -0500,IE,FR,,Card,9001,web',
        '#1001,ann@example.com,,,,,,,,2026-01-31 23:30:00 -0500,,,,,,',
        '#1002,ANN@example.com,partially_refunded,EUR,123.00,0.00,23.00,123.00,0.00,2026-02-03 10:00:00 +0000,IE,,,Card,9002,web',
        '#1003,,paid,EUR,20.00,0.00,0.00,20.00,0.00,2026-02-04 10:00:00 UTC,,,,Cash,9003,pos',
        '#1004,bob@example.com,paid,JPY,1500,0,150,1650,0,2026-02-05 09:00:00 +0900,JP,,,Card,9004,web',
        '#1005,bob@example.com,paid,EUR,50.00,0.00,11.50,63.50,0.00,2026-02-06 10:00:00 +0000,IE,,,Card,9005,web',
        '#1006,bob@example.com,mystery,EUR,7.00,0.00,0.00,7.00,,2026-02-07 10:00:00 +0000,IE,,,(for testing) Bogus Gateway,9006,web',
        '#1007,eve@example.com,voided,EUR,8.1,0.00,0.00,8.1,0.00,2026-02-08 10:00:00 +0000,IE,,2026-02-08 12:00:00 +0000,Card,,web',
        '#1008,eve@example.com,paid,EUR,twelve,,1e2, 8 ,0.00,2026-02-09 10:00:00 +0000,IE,,,Card,9008,web',
        '#1009,eve@example.com,paid,EUR,40.00,0.00,10.00,50.00,0.00,2026-02-10 10:00:00 +0000,IE,,,Card,9009,web',
      ],
      transactions: [
        'Order,Name,Kind,Gateway,Created At,Status,Amount,Currency',
        '9001,#1001,sale,cards,2026-01-31 23:30:00 -0500,success,133.00,EUR',
        '9001,#1001,refund,cards,2026-02-10 08:00:00 +0000,success,61.50,EUR',
        '9001,#1001,refund,cards,2026-02-11 08:00:00 +0000,failure,71.50,EUR',
        '9001,#1001,Refund,cards,2026-03-02 08:00:00 +0000,Success,71.50,EUR',
        '9002,#1002,refund,cards,2026-02-05 00:30:00 +0100,success,12.30,EUR',
        '8000,#0900,refund,cards,2026-02-06 08:00:00 UTC,success,5.00,EUR',
      ],
    },
    stripe: {
      payments: [
        'id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Refunded date (UTC),Mode,Status,Customer ID',
        'ch_1,2026-02-01 10:00:00,19.99,0.00,eur,true,,Live,Paid,cus_a',
        'ch_2,2026-02-02 10:00:00,1500,500,jpy,TRUE,2026-03-01 09:00:00,Live,Paid,cus_b',
        'ch_3,2026-02-03 10:00:00,30.00,30.00,usd,true,2026-02-04 09:00,Live,Refunded,',
        'ch_4,2026-02-04 10:00:00,40.00,,eur,true,,Test,Paid,cus_a',
        'ch_5,2026-02-05 10:00:00,50.00,none,eur,false,,Live,Failed,cus_a',
        'ch_6,2026-02-06 10:00:00,60.00,one,eur,true,2026-03-01 09:00:00,Beta,requires_action,cus_a',
        'ch_7,2026-02-06 10:00:00,60.00,0.00,eur,perhaps,,,Paid,cus_a',
      ],
    },
    'stripe-api': {
      charges: [
        'id,customer,created,amount,currency,status,captured,livemode',
        'ch_1,cus_a,1769940000,1999,eur,succeeded,true,true',
        'ch_2,cus_b,1769940001,1500,jpy,succeeded,true,true',
        'ch_3,cus_c,1769940002,5120,kwd,succeeded,true,true',
        'ch_4,cus_d,1769940003,50000,isk,succeeded,true,false',
        'ch_5,cus_a,1769940004,700,eur,pending,true,',
        'ch_6,cus_a,1769940005,8.5,eur,succeeded,false,true',
        'ch_7,,soon,-12,EUR,odd,,true',
      ],
      refunds: [
        'id,charge,created,amount,currency,status',
        're_1,ch_2,1772359200,500,jpy,succeeded',
        're_2,ch_1,1772359200,500,eur,failed',
        're_3,ch_1,1772359200.5,505,eur,Succeeded',
        're_4,ch_1, 1772359200,5e2,eur,succeeded',
      ],
    },
    clvtools: {
      transactions: [
        'Id,Date,Price',
        '00001,2026-07-01,29.33',
        '00002,2026-01-02,0',
        '00003,2026-01-03,-5.00',
        '00003,2026-01-04,many',
        '00004,2026-01-04,1e3',
        '00004,2026-01-05,-1e1',
        '00004,2026-01-06, -2 ',
        '00004,2026-01-07,0.00001',
      ],
    },
    'rfm-summary': {
      summary: [
        'customer_id,frequency,recency,T,monetary_value',
        'a,2,30.43,38.86,22.35',
        'b,2,3,4,5.00',
        'c,0,0,0,',
        'd,2,31,30,10',
        'e,1.5,10,30,10',
        'f,one,10,30,10',
        'g,1,10,1e300,10',
        'h,3,10,30,33.333333',
        'i,,10,30,NaN',
        'j,1e0, 10 ,30,2.5e1',
        'k,1,10,30,Infinity',
        'l, 2 ,10.04,30.01,1.005',
        'm,2,10,30,abc',
      ],
    },
  };
