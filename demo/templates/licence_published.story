story {party}申请旅馆业特种行业许可，决定已公示
continues licence.story to 结案

1 working days later at 10:00
龚丽 prepares publication
at 15:00
丁宁 publishes publication
mark 公示
