using System.CommandLine;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Agents;

/// <summary><c>stop AGENT --reason TEXT</c> and <c>resume AGENT --reason TEXT</c>: the stop switch without a browser, and without a running server.</summary>
internal static class StopCommand
{
    public static IEnumerable<Command> Create()
    {
        yield return Of("stop", "Stops an agent, a tool or everything at once: denies what is new, freezes what waits, revokes unused grants.", async (services, target, reason, cancellation) =>
        {
            var outcome = await services.GetRequiredService<StopHandler>().HandleAsync(new(new Caller.Server(), target, reason), cancellation);
            return (outcome, outcome is StopOutcome.Stopped or StopOutcome.AlreadyStopped);
        });
        yield return Of("resume", "Lifts a stop: what it froze waits again with the time it had left.", async (services, target, reason, cancellation) =>
        {
            var outcome = await services.GetRequiredService<ResumeHandler>().HandleAsync(new(new Caller.Server(), target, reason), cancellation);
            return (outcome, outcome is StopOutcome.Resumed);
        });
    }

    private static Command Of(string verb, string does, Func<IServiceProvider, StopTarget, string, CancellationToken, Task<(StopOutcome Outcome, bool IsDone)>> handle)
    {
        var agent = new Argument<string?>("AGENT") { Arity = ArgumentArity.ZeroOrOne, Description = "The agent, where it is not a tool or everything." };
        var tool = new Option<string?>("--tool") { Description = "A tool instead of an agent." };
        var everything = new Option<bool>("--everything") { Description = "Everything instead of one agent." };
        var reason = new Option<string>("--reason") { Required = true, Description = "Why; it stands in the ledger." };
        var data = CommandOptions.Data();
        var command = new Command(verb, does) { agent, tool, everything, reason, data };
        command.Validators.Add(result =>
        {
            var named = (result.GetValue(agent) is null ? 0 : 1) + (result.GetValue(tool) is null ? 0 : 1) + (result.GetValue(everything) ? 1 : 0);
            if (named != 1) result.AddError($"{verb} takes one of AGENT, --tool NAME and --everything.");
        });
        command.SetAction((parsed, cancellation) => VerbHost.RunAsync(parsed.GetValue(data), StoreUse.Change, async (services, inner) =>
        {
            var target = parsed.GetValue(everything) ? StopTarget.Everything
                : parsed.GetValue(tool) is { } name ? StopTarget.Tool(name)
                : StopTarget.Agent(parsed.GetValue(agent)!);
            var (outcome, isDone) = await handle(services, target, parsed.GetValue(reason)!, inner);
            await (isDone ? Console.Out : Console.Error).WriteLineAsync(AgentWords.Sentence(outcome));
            return isDone ? 0 : CommandLine.Refused;
        }, cancellation));
        return command;
    }
}
