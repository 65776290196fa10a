#include <cmocka.h>
#include "add.h"
static void test_add(void **state)
{
}
int main(void)
{
	const struct CMUnitTest t[] = { cmocka_unit_test(test_add) };
}
