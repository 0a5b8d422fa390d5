using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Reports what rewards and environments leave on the machine with each call: programs of the policy outside the sandbox, a client that is never used again,
/// files that other calls write at the same time, and what an episode has made and does not dispose of; and tools that
/// open any file.
/// </summary>
internal sealed class LeftBehindRule() : TeamCodeRule(Descriptors.LeftBehind)
{
    private static readonly HashSet<string> _writing = new(StringComparer.Ordinal)
    {
        "AppendAllText", "AppendAllLines", "AppendAllBytes", "AppendText", "WriteAllText", "WriteAllLines", "WriteAllBytes", "Create", "CreateText",
        "OpenWrite", "AppendAllTextAsync", "AppendAllLinesAsync", "WriteAllTextAsync", "WriteAllLinesAsync", "WriteAllBytesAsync",
    };

    public override Roles About => Roles.Reward | Roles.Environment | Roles.Tools;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        // What is made once, with the component, is shared by its calls.
        if (body.Owner is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation })
            yield break;
        var (name, operations) = (body.TypeName, body.Operations.ToList());
        foreach (var (place, made) in Episodes.LeftOpen(body).Concat(Episodes.NeverRemoved(body)))
        {
            yield return (
                place,
                $"{name} makes {made} for every episode, and nothing disposes of it, so they pile up: "
                + "delete or dispose of it in the episode's DisposeAsync");
        }

        var readsResponse = operations.Any(IsResponse) || (body.Roles == Roles.Tools && body.Owner is IMethodSymbol { Parameters.Length: > 0 });
        foreach (var operation in operations)
        {
            if (readsResponse && StartsProcess(operation))
            {
                yield return (
                    operation.Syntax.GetLocation(),
                    $"{name} starts a process on what the policy wrote, outside any sandbox, so a response can read and delete whatever this user can: "
                    + "take an ISandbox in the constructor and run it there");
            }
            else if (operation is IObjectCreationOperation { Type: INamedTypeSymbol { Name: "HttpClient" } client } && TeamCode.IsOfThePlatform(client)
                && !IsPreparation(body) && !IsKept(operation))
            {
                yield return (
                    operation.Syntax.GetLocation(),
                    $"{name} makes an HttpClient in every call, and its connections stay open for minutes, until there are no more: "
                    + "take one in the constructor");
            }
            else if (operation is IInvocationOperation { TargetMethod: { Name: "Write" or "WriteLine", ContainingType: { Name: "Console" } } print }
                && TeamCode.IsOfThePlatform(print.ContainingType) && !IsChosen(operation))
            {
                yield return (
                    operation.Syntax.GetLocation(),
                    $"{name} writes to the console in every call, which spoils the table of the run: leave it to the log of rollouts, or take an ILogger");
            }
            else if (body.Roles == Roles.Tools && NamedFile(operation, body) is { } path)
            {
                yield return (
                    operation.Syntax.GetLocation(),
                    $"{name} opens whatever file '{path}' names, and a policy may name any, including the answers and this user's keys: "
                    + "check that its full path is in a folder of the tool's own");
            }
            else if (FileOf(operation) is { } file)
            {
                yield return (
                    operation.Syntax.GetLocation(),
                    $"{name} writes the file {file} in every call, and calls run at the same time, so they fail or overwrite each other: "
                    + "leave it to the log of rollouts, or record a metric");
            }
        }
    }

    // A method that only the constructor and the beginnings of fields call.
    private static bool IsPreparation(TeamBody body) =>
        body.Owner is IMethodSymbol { DeclaredAccessibility: Accessibility.Private, Name: var name, ContainingType: var type }
        && SourceNodes.Of(type, default).OfType<IdentifierNameSyntax>().Where(use => use.Identifier.ValueText == name).ToList() is { Count: > 0 } uses
        && uses.All(use => use.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault() is FieldDeclarationSyntax or ConstructorDeclarationSyntax);

    // Made once, for a key or for all, or over a handler of others that holds the connections.
    private static bool IsKept(IOperation client)
    {
        if (client is IObjectCreationOperation { Arguments: { Length: 2 } arguments } && arguments[1].Value.ConstantValue.Value is false)
            return true;
        for (var outer = client.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ICoalesceAssignmentOperation { Target: IMemberReferenceOperation }
                or IInvocationOperation { TargetMethod.Name: "GetOrAdd" or "EnsureInitialized" or "GetOrCreate" })
                return true;
        }

        return false;
    }

    // Only under a condition, such as an option for looking into it.
    private static bool IsChosen(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IConditionalOperation or ISwitchCaseOperation or ICatchClauseOperation)
                return true;
        }

        return false;
    }

    private static bool IsResponse(IOperation operation) => operation is IPropertyReferenceOperation
    {
        Property: { Name: "Text" or "Turns" or "Tokens", ContainingType: { } type },
    } && (type.IsDsl("Rollout") || type.IsDsl("PolicyTurn"));

    private static bool StartsProcess(IOperation operation) => operation is IInvocationOperation
    {
        TargetMethod: { Name: "Start", ContainingType: { Name: "Process" } process },
    } && TeamCode.IsOfThePlatform(process);

    // A path that the policy gives, as it is or behind a folder, which it leaves by '..'; whoever cuts, measures or compares it has thought of that.
    private static string? NamedFile(IOperation operation, TeamBody body)
    {
        var (path, type) = operation switch
        {
            IInvocationOperation { TargetMethod: { ContainingType: { Name: "File" or "Directory" } owner, Name: not "Exists" } } call
                when call.Arguments.Length > 0 => (call.Arguments[0].Value, owner),
            IObjectCreationOperation { Type: INamedTypeSymbol { Name: "StreamReader" or "StreamWriter" or "FileStream" } owner } made
                when made.Arguments.Length > 0 => (made.Arguments[0].Value, owner),
            _ => (null, null),
        };
        if (path?.Type?.SpecialType != SpecialType.System_String || !TeamCode.IsOfThePlatform(type))
            return null;
        var parameter = body.Origin(path) switch
        {
            IParameterReferenceOperation given => given.Parameter,
            IInvocationOperation { TargetMethod: { Name: "Combine" or "Join", ContainingType.Name: "Path" } } combined => combined.Arguments
                .Select(argument => body.Origin(argument.Value)).OfType<IParameterReferenceOperation>().FirstOrDefault()?.Parameter,
            _ => null,
        };
        return parameter is null || body.Operations.Any(IsCheckOfAPath) ? null : parameter.Name;
    }

    private static bool IsCheckOfAPath(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { ContainingType.Name: "Path", Name: var name } } => name is "GetFullPath" or "GetFileName" or "GetRelativePath",
        IInvocationOperation { TargetMethod: { Name: var name } } =>
            name is "StartsWith" or "Contains" or "IndexOf" or "IndexOfAny" or "All" or "Any" or "IsMatch",
        _ => false,
    };

    // A path that is a constant, and so the same in every call.
    private static string? FileOf(IOperation operation)
    {
        var (path, type) = operation switch
        {
            IInvocationOperation { TargetMethod: { Name: var method, ContainingType: { Name: "File" } file }, Arguments: { Length: > 0 } arguments }
                when _writing.Contains(method) => (arguments[0].Value, file),
            IObjectCreationOperation { Type: INamedTypeSymbol { Name: "StreamWriter" } writer, Arguments: { Length: > 0 } arguments } =>
                (arguments[0].Value, writer),
            _ => (null, null),
        };
        return path?.ConstantValue is { HasValue: true, Value: string } && TeamCode.IsOfThePlatform(type) ? path.Syntax.ToString() : null;
    }
}
