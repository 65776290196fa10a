from shop import stock

stock.tell("tea")
stock.any_left(["tea"])
