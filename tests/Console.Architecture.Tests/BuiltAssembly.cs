using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AgentConsole.Architecture.Tests;

/// <summary>What a built assembly references, read from its bytes without loading it.</summary>
internal sealed class BuiltAssembly : IDisposable
{
    private readonly PEReader _file;
    private readonly MetadataReader _metadata;

    private BuiltAssembly(string path)
    {
        _file = new(File.OpenRead(path));
        _metadata = _file.GetMetadataReader();
    }

    public static BuiltAssembly Domain => Open("AgentConsole.Domain");
    public static BuiltAssembly Infrastructure => Open("AgentConsole.Infrastructure");
    public static BuiltAssembly Web => Open("AgentConsole.Web");
    public static BuiltAssembly Planted => Open("AgentConsole.Architecture.Planted");

    public static BuiltAssembly Open(string name) => new(Path.Combine(AppContext.BaseDirectory, name + ".dll"));

    public IReadOnlyList<string> References =>
        [.. _metadata.AssemblyReferences.Select(handle => _metadata.GetString(_metadata.GetAssemblyReference(handle).Name)).Order(StringComparer.Ordinal)];

    /// <summary>The full names of the outermost types.</summary>
    public IEnumerable<string> Types => _metadata.TypeDefinitions.Select(handle => NameOf(handle)).Distinct();

    /// <summary>Every member of another assembly that a method body names, with the outermost type whose body it is.</summary>
    public IEnumerable<MemberUse> Uses()
    {
        foreach (var typeHandle in _metadata.TypeDefinitions)
        {
            var user = NameOf(typeHandle);
            foreach (var methodHandle in _metadata.GetTypeDefinition(typeHandle).GetMethods())
            {
                var method = _metadata.GetMethodDefinition(methodHandle);
                if (method.RelativeVirtualAddress == 0) continue;

                var body = _file.GetMethodBody(method.RelativeVirtualAddress);
                foreach (var token in Instructions.TokensIn(body.GetILReader()))
                    if (MemberOf(token) is { } member) yield return member with { User = user };
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private string NameOf(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer
            ? NameOf(outer)
            : $"{_metadata.GetString(type.Namespace)}.{_metadata.GetString(type.Name)}";
    }

    private MemberUse? MemberOf(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.MethodSpecification) handle = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        if (handle.Kind != HandleKind.MemberReference) return null;

        var member = _metadata.GetMemberReference((MemberReferenceHandle)handle);
        if (member.Parent.Kind != HandleKind.TypeReference) return null;

        var type = _metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
        return new("", $"{_metadata.GetString(type.Namespace)}.{_metadata.GetString(type.Name)}", _metadata.GetString(member.Name), ParametersOf(member));
    }

    private int ParametersOf(MemberReference member)
    {
        var signature = _metadata.GetBlobReader(member.Signature);
        var header = signature.ReadSignatureHeader();
        if (header.Kind != SignatureKind.Method) return 0;
        if (header.IsGeneric) signature.ReadCompressedInteger();
        return signature.ReadCompressedInteger();
    }
}
