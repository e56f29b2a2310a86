namespace AgentConsole.Domain.Access;

/// <summary>Roles as one line of text, always in the same order.</summary>
public static class RoleNames
{
    private const char ColumnMark = ',';

    /// <summary>The text in which roles lie in a column.</summary>
    public static string Column(IEnumerable<Role> roles) => string.Join(ColumnMark, roles.Distinct().Order().Select(WireName.Of));

    /// <summary>Reads what <see cref="Column"/> wrote; a name that is no role any more is left out.</summary>
    public static IEnumerable<Role> InColumn(string column) => column.Split(ColumnMark)
        .Select(name => WireName.TryParse<Role>(name, out var role) ? role : (Role?)null).OfType<Role>();

    public static string Of(IEnumerable<Role> roles) => string.Join(' ', roles.Order().Select(WireName.Of));
}
