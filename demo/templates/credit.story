# 没有案件：向信用管理部门报送一批数据。
story 报送信用信息

at {start} 16:30
{officer} exports credit {code}
mark 报送
