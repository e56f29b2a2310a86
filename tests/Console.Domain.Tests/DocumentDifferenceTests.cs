using System.Text.Json;
using Xunit;

namespace AgentConsole.Domain.Tests;

public sealed class DocumentDifferenceTests
{
    [Theory]
    [InlineData("{}", "{}", "")]
    [InlineData("""{"a":1}""", """{"a":1.0}""", "")]
    [InlineData("""{"a":1}""", """{"a":2}""", "/a 1 2")]
    [InlineData("""{"a":1}""", """{"b":2}""", "/a 1 -, /b - 2")]
    [InlineData("""{"a":{"b/c":[1,2]}}""", """{"a":{"b/c":[1]}}""", "/a/b~1c [1,2] [1]")]
    [InlineData("""{"a":{"b":1}}""", """{"a":7}""", "/a {\"b\":1} 7")]
    public void Says_where_and_what(string before, string after, string expected) => Assert.Equal(expected, string.Join(", ",
        DocumentDifference.Of(JsonElement.Parse(before), JsonElement.Parse(after)).Select(one => $"{one.Pointer} {one.Before ?? "-"} {one.After ?? "-"}")));
}
