using AgentConsole.Infrastructure.Ledger;

namespace AgentConsole.Web.Proposals;

/// <summary>A proposal's ledger entries in plain words; an entry of a kind that is not known here keeps its name.</summary>
internal static class StoryWords
{
    public static StoryLine Of(LedgerRow entry)
    {
        var (what, word) = WhatOf(entry);
        var note = entry.Fields.FirstOrDefault(field => field.Name == "note");
        return new(entry.Seq, entry.At, entry.ActorName, what, word, note?.Value, note is { IsErased: true });
    }

    private static (string What, string Word) WhatOf(LedgerRow entry) => entry.Kind switch
    {
        "proposal_submitted" => Submitted(entry),
        "proposal_decided" => Decided(entry),
        "grant_issued" => ("gave the leave to run it once", "released"),
        "grant_redeemed" => ("used the leave; it runs", "running"),
        "execution_ordered" => ("released it to the console, which runs it", "released"),
        "execution_begun" => ("runs it", "running"),
        "execution_ended" => ($"how it ended: {entry.ValueOf("state")}{(entry.ValueOf("code") is { } code ? $" ({Plain(code)})" : "")}", entry.ValueOf("state") ?? ""),
        "outcome_resolved" => ($"looked, and said how it ended: {entry.ValueOf("state")}", entry.ValueOf("state") ?? ""),
        "proposal_result_reported" => ($"reported how it ended: {entry.ValueOf("state")}", entry.ValueOf("state") ?? ""),
        "proposal_reminded" => ("reminded those who are asked", ""),
        "proposal_escalated" => ($"nobody decided; {entry.ValueOf("to")} is asked too", ""),
        "proposal_expired" => ("nobody decided in time", "expired"),
        "proposal_withdrawn" => ("took it back", "withdrawn"),
        "proposal_undone" => ("took the approval back; it waits again", "pending"),
        "proposal_released" => ("released it: the time to undo had passed", "released"),
        "proposal_returned" => ($"voided the approvals: {Plain(entry.ValueOf("code") ?? "")}; it waits again", "pending"),
        "proposal_taken_over" => ("went on reading it instead of somebody else", "claim"),
        "proposal_frozen" => ("stopped; its clock stands still", "frozen"),
        "proposal_thawed" => ("the stop was lifted; it waits again", "pending"),
        "proposal_revoked" => ("took the unused leave away", "revoked"),
        var kind => (Plain(kind), ""),
    };

    private static (string, string) Submitted(LedgerRow entry) => entry.ValueOf("verdict") switch
    {
        "allow" => ("proposed it; policy allows it", "allow"),
        "deny" => ($"proposed it and was refused: {entry.ValueOf("denial")}", "deny"),
        _ => ("proposed it; policy sends it to a person", "review"),
    };

    private static (string, string) Decided(LedgerRow entry)
    {
        var decision = entry.ValueOf("decision") ?? "";
        var what = decision switch
        {
            "approve" => "approved it",
            "reject" => "rejected it",
            "send_back" => "sent it back",
            "edit" => "edited the arguments and approved",
            _ => Plain(decision),
        };
        if (entry.ValueOf("reason_code") is { } reason) what += ": " + Plain(reason);
        if (entry.ValueOf("state") == "pending") what += "; others must agree";
        if (entry.ValueOf("state") == "holding") what += "; held, so that it can be undone";
        return (what, decision);
    }

    private static string Plain(string wireName) => wireName.Replace('_', ' ');
}
