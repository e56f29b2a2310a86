using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Infrastructure.Tools.Executions;

namespace AgentConsole.Web.Tools.Executions;

/// <summary>How the pages say what became of what the console runs.</summary>
internal static class ExecutionWords
{
    /// <summary>A code as a sentence; one that is not known here keeps its name.</summary>
    /// <param name="isUnknown">Whether nobody knows how it ended: then something may have been sent before.</param>
    public static string Why(string code, bool isUnknown) => code switch
    {
        "tool_unavailable" => "The tool's breaker is open; it is tried again while the leave is good.",
        "tool_busy" => "As many calls as its contract allows are under way; it waits its turn.",
        "timed_out" => "The tool did not answer in time. It may have done it.",
        "broken_off" => "The line broke after it was sent. The tool may have done it.",
        "lease_lost" => "The node that ran it never said how it ended. The tool may have done it.",
        "unreachable" => $"No connection came about; {NothingSent(isUnknown)}.",
        "secret_missing" => $"Its secret is not configured here; {NothingSent(isUnknown)}.",
        "secret_unusable" => $"Its secret cannot stand in a header; {NothingSent(isUnknown)}.",
        "argument_refused" => $"An argument cannot stand where the contract puts it; {NothingSent(isUnknown)}.",
        "body_too_large" => $"What was to be sent is too large or nests too deeply; {NothingSent(isUnknown)}.",
        "arguments_changed" => $"Its arguments are not those that were approved; {NothingSent(isUnknown)}.",
        "message_malformed" => $"A header of it cannot stand in a message; {NothingSent(isUnknown)}.",
        "could_not_begin" => $"The console could not begin it, and its log says why; {NothingSent(isUnknown)}.",
        "too_late_to_send_again" => "The node that ran it never said how it ended, and it was too late to send it again. The tool may have done it.",
        "contract_unreadable" => $"Its contract can no longer be read; {NothingSent(isUnknown)}.",
        "address_blocked" or "url_scheme" or "url_port" or "url_malformed" => $"The address is none that the console may reach; {NothingSent(isUnknown)}.",
        "redirect_refused" => "The tool answered with a redirect, which is not followed." + (isUnknown ? " It may have done it all the same." : ""),
        "expired_before_it_ran" => "It could not begin while the leave was good.",
        "stopped" => isUnknown ? "A stop switch was on when it was to be sent again. The tool may have done it before." : "A stop switch was on when it was to be sent.",
        "resolved" => "A person looked and said how it ended.",
        _ when code.StartsWith("http_", StringComparison.Ordinal) => $"The tool answered {code[5..]}.",
        _ => code.Replace('_', ' ') + ".",
    };

    private static string NothingSent(bool isUnknown) => isUnknown ? "nothing was sent this time, but an earlier sending may have arrived" : "nothing was sent";

    public static string Took(int milliseconds) => milliseconds < 1_000
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{milliseconds} ms")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{milliseconds / 1000.0:0.0} s");

    public static string Sentence(ResolveProposalOutcome outcome) => outcome switch
    {
        ResolveProposalOutcome.Resolved resolved => $"Written down: it {WireName.Of(resolved.Proposal.Status)}.",
        ResolveProposalOutcome.NotFound => "There is no such proposal.",
        ResolveProposalOutcome.NotUnknown known => $"How it ended is known meanwhile: {WireName.Of(known.Status)}.",
        ResolveProposalOutcome.Malformed malformed => malformed.Faults[0].Message,
        ResolveProposalOutcome.NotYourAgent => "You answer for other agents.",
        ResolveProposalOutcome.RoleMissing => "Your roles do not let you say so.",
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    /// <summary>What the panel of a proposal says first.</summary>
    public static string Standing(Proposal proposal, Execution? execution) => (proposal.Status, execution?.Status) switch
    {
        (ProposalStatus.Unknown, null) => "The agent lost track of it. Nobody knows whether it happened.",
        (ProposalStatus.Unknown, _) => "Nobody knows whether it happened. The console does not send it again.",
        (_, ExecutionStatus.Waiting) => "The console runs it as soon as it may begin.",
        (_, ExecutionStatus.Running) => "The console is running it.",
        (_, ExecutionStatus.Succeeded) => "The console ran it.",
        (_, ExecutionStatus.Failed) => "It was not done: its tool said so, or nothing was sent.",
        (_, ExecutionStatus.Cancelled) => "It was taken back before it began.",
        _ => "The console runs it once it is released.",
    };
}
