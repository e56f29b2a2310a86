using AgentConsole.Cedar.Syntax;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Evaluation;

internal sealed class InNode(SourceSpan span, EvaluationNode left, EvaluationNode right) : EvaluationNode(span)
{
    public override bool Evaluate(ref EvaluationFrame frame, out CedarValue value)
    {
        value = default;
        if (!left.Evaluate(ref frame, out var first) || !right.Evaluate(ref frame, out var second)) return false;
        if (!first.TryGetEntity(out var entity)) return frame.FailType(left.Span, "entity", first);
        if (second.TryGetEntity(out var group)) return Give(frame.Entities.IsIn(entity, group), out value);
        if (!second.TryGetSet(out var groups)) return frame.FailType(right.Span, "entity or set of entities", second);

        // One element that is no entity makes an error, even if another one holds.
        var isIn = false;
        foreach (var element in groups.Elements)
        {
            if (!element.TryGetEntity(out var one)) return frame.FailType(right.Span, "set of entities only", element);
            isIn = isIn || frame.Entities.IsIn(entity, one);
        }

        return Give(isIn, out value);
    }
}

internal sealed class IsNode(SourceSpan span, EvaluationNode target, string type, EvaluationNode? membership) : EvaluationNode(span)
{
    public override bool Evaluate(ref EvaluationFrame frame, out CedarValue value)
    {
        value = default;
        if (!target.Evaluate(ref frame, out var found)) return false;
        if (!found.TryGetEntity(out var entity)) return frame.FailType(target.Span, "entity", found);
        if (entity.Type != type) return Give(false, out value);
        return membership is null ? Give(true, out value) : membership.Evaluate(ref frame, out value);
    }
}

internal sealed class GetAttributeNode(SourceSpan span, EvaluationNode target, string name) : EvaluationNode(span)
{
    public override bool Evaluate(ref EvaluationFrame frame, out CedarValue value)
    {
        value = default;
        if (!target.Evaluate(ref frame, out var found)) return false;
        if (found.TryGetRecord(out var record))
        {
            return record.TryGetValue(name, out value) || frame.Fail(Span, $"The record has no attribute {Words.Of(name)}.");
        }

        if (!found.TryGetEntity(out var uid)) return frame.FailType(target.Span, "entity or record", found);
        if (frame.Entities.Stored(uid) is not { } stored) return frame.Fail(Span, $"The entity {Words.Of(uid.ToString())} is not known.");
        return stored.Entity.Attributes.TryGetValue(name, out value)
            || frame.Fail(Span, $"The entity {Words.Of(uid.ToString())} has no attribute {Words.Of(name)}.");
    }
}

internal sealed class HasAttributeNode(SourceSpan span, EvaluationNode target, string[] path) : EvaluationNode(span)
{
    public override bool Evaluate(ref EvaluationFrame frame, out CedarValue value)
    {
        value = default;
        if (!target.Evaluate(ref frame, out var found)) return false;
        foreach (var name in path)
        {
            CedarRecord? members;
            if (found.TryGetEntity(out var uid)) members = frame.Entities.Stored(uid)?.Entity.Attributes;
            else if (!found.TryGetRecord(out members)) return frame.FailType(target.Span, "entity or record", found);
            if (members is null || !members.TryGetValue(name, out found)) return Give(false, out value);
        }

        return Give(true, out value);
    }
}

/// <summary><c>hasTag</c> and <c>getTag</c>.</summary>
internal sealed class TagNode(SourceSpan span, bool isTest, EvaluationNode target, EvaluationNode name) : EvaluationNode(span)
{
    public override bool Evaluate(ref EvaluationFrame frame, out CedarValue value)
    {
        value = default;
        if (!target.Evaluate(ref frame, out var found) || !name.Evaluate(ref frame, out var key)) return false;
        if (!found.TryGetEntity(out var uid)) return frame.FailType(target.Span, "entity", found);
        if (!key.TryGetString(out var tag)) return frame.FailType(name.Span, "string", key);
        var stored = frame.Entities.Stored(uid);
        if (stored is not null && stored.Entity.Tags.TryGetValue(tag, out value)) return !isTest || Give(true, out value);
        if (isTest) return Give(false, out value);
        return frame.Fail(Span, stored is null ? $"The entity {Words.Of(uid.ToString())} is not known." : $"The entity {Words.Of(uid.ToString())} has no tag {Words.Of(tag)}.");
    }
}
