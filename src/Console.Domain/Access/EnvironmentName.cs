namespace AgentConsole.Domain.Access;

/// <summary>What may stand where an environment is named: lower case letters, digits, dash and underscore.</summary>
public static class EnvironmentName
{
    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= AccessLimits.EnvironmentLengthMax }
        && text.All(sign => sign is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_');
}
