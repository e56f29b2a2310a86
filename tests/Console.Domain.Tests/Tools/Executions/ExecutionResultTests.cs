using System.Text.Json;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;
using AgentConsole.Domain.Tools.Executions;
using Xunit;

namespace AgentConsole.Domain.Tests.Tools.Executions;

public sealed class ExecutionResultTests
{
    private static readonly ResultMask Mask = ResultMask.For(
        ToolContract.Parse(JsonElement.Parse("""{"name":"t.x","version":1,"side_effect":"write","environments":["production"],"input_schema":{"type":"object"}}"""), out _)!,
        JsonElement.Parse("{}"), null);

    [Theory]
    [InlineData("POST", 200, ProposalVerb.Succeed)]
    [InlineData("POST", 409, ProposalVerb.Fail)]
    [InlineData("POST", 503, ProposalVerb.Fail)]
    [InlineData("POST", 307, ProposalVerb.Fail)]
    [InlineData("POST", 408, ProposalVerb.LoseTrack)]
    [InlineData("POST", 502, ProposalVerb.LoseTrack)]
    [InlineData("POST", 504, ProposalVerb.LoseTrack)]
    [InlineData("POST", 520, ProposalVerb.LoseTrack)]
    [InlineData("POST", 522, ProposalVerb.LoseTrack)]
    [InlineData("POST", 524, ProposalVerb.LoseTrack)]
    [InlineData("POST", 301, ProposalVerb.LoseTrack)]
    [InlineData("DELETE", 302, ProposalVerb.LoseTrack)]
    [InlineData("PUT", 303, ProposalVerb.LoseTrack)]
    [InlineData("GET", 303, ProposalVerb.Fail)]
    public void A_status_says_done_or_not_done_or_nothing(string method, int status, ProposalVerb expected)
    {
        var plan = new ToolExecution { Method = method, Url = "https://api.test/" };

        var result = ExecutionResult.Answered(plan, status, [], isCut: false, 5, Mask);

        Assert.Equal(expected, result.Verb);
    }
}
