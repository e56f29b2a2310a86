using Xunit;

namespace AgentConsole.JsonSchema.Tests.Conformance;

public class OptionalSuiteTests
{
    private static readonly IReadOnlyList<SuiteTest> formats = PublishedSuite.In("optional/format");
    private static readonly IReadOnlyList<SuiteTest> others = PublishedSuite.In("optional");

    [Fact]
    public void No_optional_test_is_lost()
    {
        Assert.Equal(764, formats.Count);
        Assert.Equal(162, others.Count);
    }

    [Fact]
    public void Exactly_the_listed_format_tests_are_not_met()
    {
        var unmet = formats.Where(test => PublishedSuite.Judge(test, assertFormats: true) is not null).Select(test => test.Name);

        Assert.Equal(UnmetTests.Formats.Keys.Order(StringComparer.Ordinal), unmet.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Exactly_the_listed_other_tests_are_not_met()
    {
        var unmet = others.Where(test => PublishedSuite.Judge(test, assertFormats: false) is not null).Select(test => test.Name);

        Assert.Equal(UnmetTests.Others.Keys.Order(StringComparer.Ordinal), unmet.Order(StringComparer.Ordinal));
    }
}
