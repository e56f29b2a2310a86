using AgentConsole.Domain.Runs;
using AgentConsole.Domain.Spend;
using Xunit;

namespace AgentConsole.Domain.Tests;

public sealed class LongNameTests
{
    [Fact]
    public void A_name_that_fits_stays_as_it_is() => Assert.Equal("run-7", LongName.Of("run-7", 30));

    [Fact]
    public void Two_long_names_that_begin_alike_stay_two_and_fit()
    {
        var (one, two) = (LongName.Of(new string('a', 100) + "1", 40), LongName.Of(new string('a', 100) + "2", 40));

        Assert.NotEqual(one, two);
        Assert.Equal((40, 40), (one.Length, two.Length));
        Assert.StartsWith("aaaaaaaaaaaaaaaaaaaaaaa~", one, StringComparison.Ordinal);
        Assert.Equal(one, LongName.Of(one, 40));
    }

    [Fact]
    public void A_counter_of_a_run_is_found_by_a_scope_that_fits() =>
        Assert.InRange(BudgetScope.OfRun(new string('r', RunLimits.NameLengthMax)).ToString().Length, 200, SpendLimits.ScopeLengthMax);

    [Fact]
    public void Half_a_character_is_never_kept() => Assert.False(char.IsHighSurrogate(LongName.Of(string.Concat(Enumerable.Repeat("\U0001F600", 40)), 40)[22]));
}
