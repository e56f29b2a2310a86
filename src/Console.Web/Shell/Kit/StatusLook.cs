namespace AgentConsole.Web.Shell.Kit;

/// <summary>How a status word looks: its drawing and its tone. A word that is not known here is shown as it is.</summary>
public sealed record StatusLook(IconName Icon, Tone Tone)
{
    private static readonly StatusLook Plain = new(IconName.Dash, Tone.Neutral);

    /// <summary>By the wire's spelling of a status, a verdict, a decision or a delivery's state.</summary>
    public static StatusLook Of(string word) => word switch
    {
        "allow" or "approve" or "approved" or "succeeded" or "delivered" or "active" or "whole" or "passed" => new(IconName.Check, Tone.Ok),
        "live" => new(IconName.Check, Tone.Ok),
        "draft" => new(IconName.Edit, Tone.Info),
        "shadow" => new(IconName.Eye, Tone.Info),
        "retired" => new(IconName.Clock, Tone.Neutral),
        "released" => new(IconName.Key, Tone.Ok),
        "running" or "sending" or "started" => new(IconName.Play, Tone.Info),
        "pending" or "review" or "waiting" or "due" => new(IconName.Clock, Tone.Info),
        "holding" => new(IconName.Undo, Tone.Info),
        "edit" or "edited" => new(IconName.Edit, Tone.Info),
        "send_back" or "sent_back" => new(IconName.SendBack, Tone.Warn),
        "cancelled" => new(IconName.Undo, Tone.Neutral),
        "expired" or "timed_out" => new(IconName.Clock, Tone.Warn),
        "frozen" or "paused" or "held" => new(IconName.Pause, Tone.Warn),
        "unknown" => new(IconName.Question, Tone.Warn),
        "revoked" => new(IconName.Lock, Tone.Warn),
        "retrying" => new(IconName.Retry, Tone.Warn),
        "open" => new(IconName.Question, Tone.Neutral),
        "ended" => new(IconName.Dash, Tone.Neutral),
        "investigating" => new(IconName.Search, Tone.Info),
        "mitigated" => new(IconName.Check, Tone.Info),
        "closed" => new(IconName.Check, Tone.Ok),
        "withdrawn" => new(IconName.Undo, Tone.Neutral),
        "deny" or "denied" or "reject" or "rejected" or "failed" or "given_up" or "broken" => new(IconName.Cross, Tone.Danger),
        "acknowledged" => new(IconName.Eye, Tone.Info),
        "silenced" => new(IconName.Pause, Tone.Neutral),
        "resolved" => new(IconName.Check, Tone.Ok),
        "enforce" => new(IconName.Check, Tone.Ok),
        "off" => new(IconName.Pause, Tone.Neutral),
        "stopped" => new(IconName.Stop, Tone.Danger),
        _ => Plain,
    };
}
