using Xunit;

namespace AgentConsole.JsonSchema.Tests.Conformance;

public class RequiredSuiteTests
{
    private static readonly IReadOnlyList<SuiteTest> tests = PublishedSuite.In("");

    public static TheoryData<string> Files => [.. tests.Select(test => test.File).Distinct()];

    [Fact]
    public void No_required_test_is_lost()
    {
        Assert.Equal(1_299, tests.Count);
        Assert.Equal(46, Files.Count);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_required_test_is_met(string file)
    {
        var faults = tests.Where(test => test.File == file).Select(test => PublishedSuite.Judge(test, assertFormats: false)).OfType<string>();

        Assert.Empty(faults);
    }
}
