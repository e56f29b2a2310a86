using System.CommandLine;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Agents.Documents;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Agents;

/// <summary><c>apply FILE...</c>: brings tools and agents to what the files say; <c>--dry-run</c> prints the difference.</summary>
internal static class ApplyCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Arity = ArgumentArity.OneOrMore, Description = "YAML or JSON files; - reads standard input." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Print what would change, and change nothing." };
        var data = CommandOptions.Data();
        var command = new Command("apply", "Applies tools and agents from YAML or JSON files, all of them or none.") { files, dryRun, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (await ReadAsync(parsed.GetValue(files)!, cancellation) is not { } documents) return CommandLine.BadUsage;
            return await VerbHost.RunAsync(parsed.GetValue(data), parsed.GetValue(dryRun) ? StoreUse.Change : StoreUse.Make, async (services, inner) =>
            {
                var apply = new Apply(new Caller.Server(), documents, parsed.GetValue(dryRun));
                return Tell(await services.GetRequiredService<ApplyHandler>().HandleAsync(apply, inner), apply.IsDryRun);
            }, cancellation);
        });
        return command;
    }

    /// <summary>Null, and said why, where anything cannot be read: half of a set is not what was meant.</summary>
    private static async Task<IReadOnlyList<SourceDocument>?> ReadAsync(string[] files, CancellationToken cancellation)
    {
        if (files.Length > DocumentLimits.FilesMax)
        {
            await Console.Error.WriteLineAsync($"At most {DocumentLimits.FilesMax} files in one call.");
            return null;
        }

        var documents = new List<SourceDocument>();
        var isUnreadable = false;
        foreach (var file in files)
        {
            switch (await ReadAsync(file, cancellation))
            {
                case DocumentReading.Read read:
                    documents.AddRange(read.Documents);
                    break;
                case DocumentReading.Unreadable unreadable:
                    await Console.Error.WriteLineAsync(unreadable.ToString());
                    isUnreadable = true;
                    break;
            }
        }

        if (documents.Count > 0 && !isUnreadable) return documents;
        if (!isUnreadable) await Console.Error.WriteLineAsync("There is no document in these files.");
        return null;
    }

    private static async Task<DocumentReading> ReadAsync(string file, CancellationToken cancellation)
    {
        if (file != "-") return await DocumentReader.ReadFileAsync(file, cancellation);
        await using var input = Console.OpenStandardInput();
        return await DocumentReader.ReadAsync("standard input", input, cancellation);
    }

    private static int Tell(ApplyOutcome outcome, bool isDryRun)
    {
        switch (outcome)
        {
            case ApplyOutcome.Applied applied:
                foreach (var change in applied.Changes) Tell(change, isDryRun);
                return 0;
            case ApplyOutcome.Refused refused:
                foreach (var fault in refused.Faults) Console.Error.WriteLine(TextOf(fault));
                Console.Error.WriteLine("Nothing was changed.");
                return CommandLine.Refused;
            default:
                throw new InvalidOperationException($"Unknown outcome {outcome}.");
        }
    }

    private static void Tell(AppliedChange change, bool isDryRun)
    {
        var verb = change.Verb switch
        {
            AppliedVerb.Unchanged => "unchanged",
            AppliedVerb.Created => isDryRun ? "would create" : "created",
            AppliedVerb.Changed => isDryRun ? "would change" : "changed",
        };
        Console.WriteLine($"{verb} {change.Kind} {change.Name} version {change.Version}");
        foreach (var difference in change.Differences)
            Console.WriteLine($"  {difference.Pointer}: {difference.Before ?? "(missing)"} -> {difference.After ?? "(removed)"}");
    }

    private static string TextOf(DocumentFault fault)
    {
        var place = fault.Line > 0 ? $"{fault.File}:{fault.Line}" : fault.File;
        var what = string.Join(' ', new[] { fault.Kind, fault.Name }.OfType<string>());
        return $"{place}: {(what.Length > 0 ? what + ": " : "")}{fault.Fault.Pointer}: {fault.Fault.Message} [{fault.Fault.Code}]";
    }
}
