using System.Text.Json.Nodes;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Infrastructure.Tools.Executions;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Tests.Tools.Executions;

/// <summary>A console that runs the refund tool itself, and the service on loopback that does refunds. It runs when the test says so.</summary>
internal sealed class ExecutionStage : IAsyncDisposable
{
    private int _version = 1;

    private ExecutionStage(TestConsole console, LoopbackReceiver target) => (Console, Target) = (console, target);

    public TestConsole Console { get; }
    public LoopbackReceiver Target { get; }

    public static async Task<ExecutionStage> StartAsync(DatabaseProvider provider, Action<JsonObject>? adjust = null, JsonObject? limits = null)
    {
        var target = await LoopbackReceiver.StartAsync();
        var stage = new ExecutionStage(await HallwayConsole.ExecutingAsync(provider, target.HostAndPort), target);
        target.Answer = LoopbackReceiver.AnswerWith(200, """{"status":"refunded"}""");
        await stage.AcceptAsync(adjust, limits);
        return stage;
    }

    /// <summary>A new version of the contract, which the console runs.</summary>
    public async Task AcceptAsync(Action<JsonObject>? adjust = null, JsonObject? limits = null)
    {
        var execution = new JsonObject
        {
            ["method"] = "POST",
            ["url"] = $"{Target.Url}orders/{{order_id}}/refunds",
            ["body"] = JsonNode.Parse("""{"amount":{"$arg":"/amount"},"to":{"$arg":"/email"},"by":"console"}"""),
            ["secret"] = "BILLING_API",
        };
        adjust?.Invoke(execution);
        var tool = A.Tool().Version(++_version).With("executes", "console").With("execution", execution).With("redact", new JsonArray("/email"));
        if (limits is not null) tool = tool.With("limits", limits);
        await Console.AcceptAsync(tool.Document());
    }

    /// <summary>A proposal that was approved; the console has not run it.</summary>
    public async Task<Proposal> ReleasedAsync(string key, string arguments = HallwayConsole.Arguments)
    {
        var proposal = await Console.ProposedAsync(key, arguments);
        await Console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Approve);
        return await Console.RowAsync(proposal.Id);
    }

    public Task<JobReport> RunAsync() => Console.Get<ExecuteJob>().RunOnceAsync(CancellationToken.None);

    public Task<Execution> ExecutionAsync(ProposalId id) => Console.ReadAsync(db => db.Executions.AsNoTracking().SingleAsync(row => row.ProposalId == id));

    public async Task<(ProposalStatus Proposal, ExecutionStatus Execution, string? Code)> StandingAsync(ProposalId id)
    {
        var execution = await ExecutionAsync(id);
        return ((await Console.RowAsync(id)).Status, execution.Status, execution.FaultCode);
    }

    public async ValueTask DisposeAsync()
    {
        await Console.DisposeAsync();
        await Target.DisposeAsync();
    }
}
