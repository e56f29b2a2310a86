using System.Text.Json;
using AgentConsole.Domain.Risk;
using AgentConsole.Domain.Tests.Provenance;
using Xunit;

namespace AgentConsole.Domain.Tests.Risk;

public sealed class ArgumentFormTests
{
    [Theory]
    [InlineData("""{"id":"1","items":["a","b"],"new":["c"]}""", false, 2)]
    [InlineData("""{"id":"1","items":["a"],"new":[]}""", true, 1)]
    [InlineData("""{"id":" ","items":["a"],"new":["c"]}""", true, 1)]
    [InlineData("""{"id":null}""", true, 0)]
    [InlineData("""{"id":"1","note":""}""", false, 0)]
    [InlineData("""[1]""", false, 0)]
    public void What_is_required_and_empty_and_how_much_is_listed_is_seen(string arguments, bool isIncomplete, int elements)
    {
        var contract = RunStory.Contract with { InputSchema = JsonElement.Parse("""{"required":["id","items","new"]}""") };

        Assert.Equal(new ArgumentForm(isIncomplete, elements), ArgumentForm.Of(contract, JsonElement.Parse(arguments)));
    }
}
