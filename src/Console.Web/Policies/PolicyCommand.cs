using System.CommandLine;
using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Agents.Documents;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Policies.Cedar;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Policies;

/// <summary><c>policy check FILE</c> and <c>policy backtest FILE --days N</c>: what a set would do, before it does anything.</summary>
internal static class PolicyCommand
{
    private const int DaysDefault = 7;
    private const string CedarFile = ".cedar";

    public static Command Create() => new("policy", "Checks policy sets, and compares them with what was decided.") { Check(), Backtest() };

    private static Command Check()
    {
        var files = Files();
        var command = new Command("check", "Reads sets, holds them against the tools that stand beside them, and runs their tests. Needs no store.") { files };
        command.SetAction(async (parsed, cancellation) =>
            await ReadAsync(parsed.GetValue(files)!, cancellation) is { } read ? Tell(read) : CommandLine.BadUsage);
        return command;
    }

    private static Command Backtest()
    {
        var files = Files();
        var days = new Option<int>("--days") { Description = "How many days back.", DefaultValueFactory = _ => DaysDefault };
        days.Validators.Add(said =>
        {
            if (said.Tokens is [{ Value: var text }] && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= PolicyLimits.BacktestDaysMax))
                said.AddError($"--days is a whole number from 1 to {PolicyLimits.BacktestDaysMax}.");
        });
        var data = CommandOptions.Data();
        var command = new Command("backtest", "Says which past proposals a set would have answered otherwise.") { files, days, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (await ReadAsync(parsed.GetValue(files)!, cancellation) is not { } read) return CommandLine.BadUsage;
            return await VerbHost.RunAsync(parsed.GetValue(data), StoreUse.Read, async (services, inner) =>
            {
                var isRead = true;
                foreach (var (file, set) in read.Sets.Where(one => one.Set.Engine == PolicyEngine.Cedar))
                    isRead &= await TellAsync(file, set, parsed.GetValue(days), services.GetRequiredService<BacktestQuery>(), inner);
                return isRead ? 0 : CommandLine.Refused;
            }, cancellation);
        });
        return command;
    }

    private static Argument<string[]> Files() => new("FILE")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "YAML or JSON files with PolicySet and Tool documents, or Cedar text in a file that ends with .cedar.",
    };

    /// <summary>Null, and said why, where a file cannot be read or holds no set.</summary>
    private static async Task<PolicyFiles?> ReadAsync(string[] files, CancellationToken cancellation)
    {
        var (sets, tools, faults) = (new List<(string, WrittenPolicySet)>(), new List<LoadedContract>(), new List<string>());
        foreach (var file in files)
        {
            if (file.EndsWith(CedarFile, StringComparison.OrdinalIgnoreCase))
            {
                if (!File.Exists(file))
                {
                    await Console.Error.WriteLineAsync($"{file}: there is no such file.");
                    return null;
                }

                var name = Path.GetFileNameWithoutExtension(file).ToLowerInvariant();
                sets.Add((file, new(PolicySetName.IsValid(name) ? name : "policies", PolicyEngine.Cedar, await File.ReadAllTextAsync(file, cancellation), null, null, false)));
                continue;
            }

            switch (await DocumentReader.ReadFileAsync(file, cancellation))
            {
                case DocumentReading.Unreadable unreadable:
                    await Console.Error.WriteLineAsync(unreadable.ToString());
                    return null;
                case DocumentReading.Read read:
                    foreach (var document in read.Documents) Sort(document);
                    break;
            }
        }

        if (sets.Count > 0 || faults.Count > 0) return new(sets, tools, faults);
        await Console.Error.WriteLineAsync("There is no policy set in these files.");
        return null;

        void Sort(SourceDocument document)
        {
            IReadOnlyList<Fault> found = [];
            if (document.Kind == "PolicySet" && WrittenPolicySet.Read(document.Value, out found) is { } set) sets.Add((document.File, set));
            if (document.Kind == "Tool" && WrittenTool.Read(document.Value, out found) is { } tool && tool.Loaded is { } loaded) tools.Add(loaded);
            faults.AddRange(found.Select(fault => $"{document.File}:{document.Line}: {document.Kind} {document.Name}: {fault.Pointer}: {fault.Message} [{fault.Code}]"));
        }
    }

    private static int Tell(PolicyFiles read)
    {
        foreach (var fault in read.Faults) Console.Error.WriteLine(fault);
        var isSound = read.Faults.Count == 0;
        if (read.Tools.Count == 0) Console.Error.WriteLine("No tool stands beside the sets: rules that name one cannot be held against its arguments.");
        foreach (var (file, set) in read.Sets)
        {
            // Without tools there is no shape to hold a rule against, only a text to read.
            var unreadable = PolicyChecker.Unreadable(set.Engine, set.Text);
            var report = read.Tools.Count == 0
                ? new PolicyReport(unreadable, [], [], NotRun(set), 0)
                : new PolicyChecker(new()).Check(set.Engine, set.Name, set.Text, set.Tests, read.Tools);
            foreach (var fault in report.Unreadable.Concat(report.Errors)) Console.Error.WriteLine($"{file}: {set.Name}:{fault.Line}:{fault.Column}: {fault.Message} [{fault.Code}]");
            foreach (var fault in report.Warnings) Console.Error.WriteLine($"{file}: {set.Name}:{fault.Line}:{fault.Column}: warning: {fault.Message}");
            foreach (var test in report.Tests.Where(test => test.Fault is not null)) Console.Error.WriteLine($"{file}: {set.Name}: test '{test.Name}': {test.Fault}");
            var passed = report.Tests.Count(test => test.Fault is null);
            isSound &= report.IsPublishable;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{set.Name}: {(report.IsPublishable ? "sound" : "refused")}, {report.Rules} rules, {passed} of {report.Tests.Count} tests passed"));
        }

        return isSound ? 0 : CommandLine.Refused;
    }

    // A test that was not run has not passed.
    private static IReadOnlyList<PolicyTestResult> NotRun(WrittenPolicySet set) => set.Tests is { } tests && PolicyTest.ReadAll(tests, "/tests", []) is { } read
        ? [.. read.Select(test => new PolicyTestResult(test.Name, $"not run, because no tool {test.Tool} stands beside the set"))]
        : [];

    private static async Task<bool> TellAsync(string file, WrittenPolicySet set, int days, BacktestQuery query, CancellationToken cancellation)
    {
        if (await query.OfAsync(new CedarSetText(set.Name, 0, set.Text), days, cancellation) is not { } backtest)
        {
            foreach (var fault in PolicyChecker.Unreadable(set.Engine, set.Text)) await Console.Error.WriteLineAsync($"{file}: {set.Name}:{fault.Line}:{fault.Column}: {fault.Message} [{fault.Code}]");
            return false;
        }

        await Console.Out.WriteLineAsync($"{set.Name}: {PolicySentences.Of(backtest)}");
        foreach (var change in backtest.Changed)
            await Console.Out.WriteLineAsync($"  {change.Proposal} {change.At.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} {change.Tool}: {WireName.Of(change.From)} by {change.FromRule} -> {WireName.Of(change.To.Kind)} by {change.To.Rule}");
        return true;
    }

    private sealed record PolicyFiles(IReadOnlyList<(string File, WrittenPolicySet Set)> Sets, IReadOnlyList<LoadedContract> Tools, IReadOnlyList<string> Faults);
}
