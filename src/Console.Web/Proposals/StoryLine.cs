namespace AgentConsole.Web.Proposals;

/// <summary>One line of a proposal's story.</summary>
/// <param name="Word">The wire's word for it, which gives it its drawing and tone.</param>
/// <param name="Note">What the person wrote; null: nothing.</param>
public sealed record StoryLine(long Seq, DateTimeOffset At, string Who, string What, string Word, string? Note, bool IsNoteErased);
