class Stock {}
