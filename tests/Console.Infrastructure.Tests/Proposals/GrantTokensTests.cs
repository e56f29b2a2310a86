using System.Text;
using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Proposals;

public sealed class GrantTokensTests
{
    [Theory, EveryDatabase]
    public async Task A_grant_says_who_approved_what_by_which_rule(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var proposal = await console.ProposedAsync("key-1");
        var ana = A.Reviewer("Ana") with { Method = ApprovalMethod.PortalWithSecondFactor };
        await console.DecideAsync(ana, proposal, DecisionKind.Approve);

        var grant = (await console.OwnAsync(proposal.Id))!.Grant!;
        var parts = (await console.Get<GrantTokens>().TextOfAsync(grant, default))!.Split('.');
        var (header, claims) = (Json(parts[0]), Json(parts[1]));

        Assert.Equal(("ES256", "agent-grant+jwt"), (header.GetProperty("alg").GetString(), header.GetProperty("typ").GetString()));
        var decision = await console.ReadAsync(db => db.Decisions.SingleAsync());
        var now = console.Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(
            JsonSerializer.Serialize(new SortedDictionary<string, object>(StringComparer.Ordinal)
            {
                ["iss"] = "agentconsole",
                ["aud"] = "agentconsole-tools",
                ["sub"] = "agent:support-triage-v3",
                ["jti"] = grant.Id.ToString(),
                ["iat"] = now,
                ["nbf"] = now,
                ["exp"] = now + 300,
                ["prop_id"] = proposal.Id.ToString(),
                ["dec"] = decision.Id.ToString(),
                ["tool"] = "billing.refund",
                ["contract_version"] = 1,
                ["args_hash"] = proposal.Digest,
                ["env"] = "production",
                ["appr"] = new[] { new { sub = $"user:{ana.Id}", at = now, method = "portal+mfa" } },
                ["obl"] = new { max_calls = 1 },
                ["pol"] = new { engine = "console", rev = "0", rule = proposal.Rule },
                ["ver"] = 1,
            }),
            JsonSerializer.Serialize(new SortedDictionary<string, JsonElement>(
                claims.EnumerateObject().ToDictionary(claim => claim.Name, claim => claim.Value), StringComparer.Ordinal)));
    }

    [Theory, EveryDatabase]
    public async Task The_text_is_the_same_on_every_read_and_node_and_lies_sealed(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var one = await HallwayConsole.NodeAsync(database, new());
        await one.FurnishAsync();
        await using var other = await HallwayConsole.NodeAsync(database, one.Clock);

        var (proposal, token) = await one.ReleasedAsync("key-1");
        var grant = (await other.OwnAsync(proposal.Id))!.Grant!;

        Assert.Equal(token, await other.Get<GrantTokens>().TextOfAsync(grant, default));
        Assert.Equal(token, await one.Get<GrantTokens>().TextOfAsync(grant, default));
        Assert.DoesNotContain(token[..20], Encoding.Latin1.GetString(grant.SealedText!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_key_sealed_is_no_token_and_no_fault()
    {
        await using var console = await HallwayConsole.StartAsync(DatabaseProvider.Sqlite);
        var (proposal, _) = await console.ReleasedAsync("key-1");
        var grant = (await console.OwnAsync(proposal.Id))!.Grant!;
        var about = grant.Id.Value.ToByteArray();
        var other = await console.Get<SigningKeys>().CurrentAsync(SigningPurpose.LedgerHead, default);

        Assert.Null(other.Open(grant.SealedText, about));
        grant.SealedText![0] ^= 1;
        Assert.Null(await console.Get<GrantTokens>().TextOfAsync(grant, default));
        grant.SealedText = null;
        Assert.Null(await console.Get<GrantTokens>().TextOfAsync(grant, default));
    }

    [Theory, EveryDatabase]
    public async Task Revoked_grants_are_listed_in_parts_until_they_would_have_ended(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var ids = new List<GrantId>();
        for (var number = 0; number < 3; number++) ids.Add((await console.OwnAsync((await console.ReleasedAsync($"key-{number}")).Proposal.Id))!.Grant!.Id);
        await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Everything, "drill"), default);
        var query = console.Get<RevokedGrantQuery>();

        var first = await query.PageAsync(null, null, 2, default);
        var second = await query.PageAsync(null, first.Next, 2, default);

        Assert.Equal((2, 1, null), (first.Rows.Count, second.Rows.Count, second.Next));
        Assert.Equal(ids.Select(id => id.Value).Order(), first.Rows.Concat(second.Rows).Select(row => row.Id.Value).Order());
        Assert.Empty((await query.PageAsync(console.Clock.GetUtcNow().AddSeconds(1), null, 10, default)).Rows);
        console.Clock.Advance(TimeSpan.FromSeconds(ProposalLimits.GrantLifetimeSeconds + 1));
        Assert.Empty((await query.PageAsync(null, null, 10, default)).Rows);
    }

    private static JsonElement Json(string part) => JsonElement.Parse(Base64UrlEncoder.DecodeBytes(part));
}
