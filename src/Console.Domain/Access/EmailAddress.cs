namespace AgentConsole.Domain.Access;

/// <summary>What may stand where a person's e-mail address is asked for.</summary>
public static class EmailAddress
{
    /// <summary>The address without surrounding blanks; false for what cannot be one.</summary>
    public static bool TryRead(string? text, out string address)
    {
        address = text?.Trim() ?? "";
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at > 0
            && at == address.LastIndexOf('@')
            && at < address.Length - 1
            && address.Length <= AccessLimits.EmailLengthMax
            && !address.Any(sign => char.IsWhiteSpace(sign) || char.IsControl(sign) || sign is '<' or '>' or '"' or ',' or ';');
    }
}
