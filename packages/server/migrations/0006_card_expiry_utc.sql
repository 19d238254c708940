-- A card's last month ends in UTC, as the portal shows it (http/present/payment.ts), whatever time zone the server or its role is set to.
alter function record_payments(jsonb) set timezone to 'UTC';
