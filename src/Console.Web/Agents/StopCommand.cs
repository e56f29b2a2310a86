using System.CommandLine;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Agents;

/// <summary><c>stop AGENT --reason TEXT</c>: the stop switch without a browser.</summary>
internal static class StopCommand
{
    public static Command Create()
    {
        var agent = new Argument<string>("AGENT");
        var reason = new Option<string>("--reason") { Required = true, Description = "Why; it stands in the ledger." };
        var data = CommandOptions.Data();
        var command = new Command("stop", "Stops an agent at once: denies what is new, freezes what waits, revokes unused grants.") { agent, reason, data };
        command.SetAction((parsed, cancellation) => VerbHost.RunAsync(parsed.GetValue(data), StoreUse.Change, async (services, inner) =>
        {
            var outcome = await services.GetRequiredService<StopHandler>().HandleAsync(
                new(new Caller.Server(), StopTarget.Agent(parsed.GetValue(agent)!), parsed.GetValue(reason)!), inner);
            var isStopped = outcome is StopOutcome.Stopped or StopOutcome.AlreadyStopped;
            await (isStopped ? Console.Out : Console.Error).WriteLineAsync(AgentWords.Sentence(outcome));
            return isStopped ? 0 : CommandLine.Refused;
        }, cancellation));
        return command;
    }
}
