namespace AgentConsole.JsonSchema;

/// <summary>One reason why an instance is not valid.</summary>
/// <param name="InstancePointer">The JSON pointer to the value in the instance.</param>
/// <param name="SchemaLocation">The keyword that refused it: <c>#</c> and a JSON pointer, after the document's URI if it is not the schema itself.</param>
/// <param name="Code">The keyword's name, or one of <see cref="FaultCodes"/>.</param>
/// <param name="Message">A sentence for people; it repeats at most a short cut of the instance.</param>
public sealed record ValidationFault(string InstancePointer, string SchemaLocation, string Code, string Message);
