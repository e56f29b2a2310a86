using System.Text;
using System.Text.Json.Nodes;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Risk;
using AgentConsole.Web.Risk;
using Xunit;

namespace AgentConsole.Web.Tests.Risk;

public sealed class RiskEndpointsTests
{
    private static readonly Uri Table = new("/api/v1/risk-table", UriKind.Relative);

    [Fact]
    public async Task Everybody_reads_the_table_with_its_sentences_and_security_writes_what_it_read()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        using var security = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Sam", Role.Security)));

        var read = JsonNode.Parse(await reviewer.GetStringAsync(Table))!;
        read["points"]!["write"] = 20;
        read["note"] = "writes hurt more";
        using var refused = await PutAsync(reviewer, read);
        using var saved = await PutAsync(security, read);
        using var late = await PutAsync(security, read);
        using var unread = await agent.GetAsync(Table);
        read["version"] = 2;
        read["points"]!["write"] = 101;
        using var malformed = await PutAsync(security, read);

        Assert.Equal("It acts on production.", (string?)read["meanings"]!["production"]);
        Assert.Equal((403, 200, 409, 403, 422), ((int)refused.StatusCode, (int)saved.StatusCode, (int)late.StatusCode, (int)unread.StatusCode, (int)malformed.StatusCode));
        Assert.Equal(("changed", 2), (await late.CodeAsync(), (await late.JsonAsync()).GetProperty("version").GetInt32()));
        var now = await saved.JsonAsync();
        Assert.Equal((2, 20), (now.GetProperty("version").GetInt32(), now.GetProperty("points").GetProperty("write").GetInt32()));
        Assert.Equal("Sam", now.GetProperty("versions")[0].Text("saved_by"));
        Assert.Contains((await malformed.JsonAsync()).GetProperty("faults").EnumerateArray(), fault => fault.Text("pointer") == "/points/write");
    }

    [Fact]
    public async Task Who_does_not_say_what_was_read_writes_nothing()
    {
        await using var console = await RunningConsole.StartAsync();
        using var security = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Sam", Role.Security)));
        var read = JsonNode.Parse(await security.GetStringAsync(Table))!.AsObject();
        read.Remove("version");

        using var unsaid = await PutAsync(security, read);
        using var matched = await PutAsync(security, read, "\"7\"");

        Assert.Equal((422, "version_missing"), ((int)unsaid.StatusCode, await unsaid.CodeAsync()));
        Assert.Equal((412, "changed"), ((int)matched.StatusCode, await matched.CodeAsync()));
    }

    [Fact]
    public void Every_weight_has_a_sentence_and_stands_in_one_group() =>
        Assert.Equal(Enum.GetValues<RiskWeight>(), RiskGroup.All.SelectMany(group => group.Weights).Order());

    [Fact]
    public void Two_weights_have_two_sentences_but_for_the_bounds() =>
        Assert.All(Enum.GetValues<RiskWeight>(), weight => Assert.InRange(RiskWords.MeaningOf(weight).Length, 10, 120));

    private static async Task<HttpResponseMessage> PutAsync(HttpClient client, JsonNode table, string? ifMatch = null)
    {
        using var content = new StringContent(table.ToJsonString(), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Put, Table) { Content = content };
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await client.SendAsync(request);
    }
}
