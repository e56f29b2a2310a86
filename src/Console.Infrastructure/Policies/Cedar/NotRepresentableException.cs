namespace AgentConsole.Infrastructure.Policies.Cedar;

/// <summary>A value has no exact form in a policy's language, so that no policy could judge it.</summary>
public sealed class NotRepresentableException(string pointer, string why) : Exception($"{(pointer.Length == 0 ? "The whole" : pointer)}: {why}.")
{
    public string Pointer => pointer;
}
