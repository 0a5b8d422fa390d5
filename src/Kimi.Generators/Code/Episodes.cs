using Kimi.Generators.Parsing;
using Kimi.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>What the episodes of an environment make when they begin, and leave open.</summary>
internal static class Episodes
{
    // Of those that are disposable, others cost next to nothing.
    private static readonly HashSet<string> _costly = new(StringComparer.Ordinal)
    {
        "Process", "FileStream", "StreamWriter", "StreamReader", "HttpClient", "TcpClient", "Socket", "Timer",
    };

    /// <summary>
    /// The folders and processes that a <c>StartAsync</c> makes for its episode, where nothing in the class of the environment removes or ends any.
    /// </summary>
    public static IEnumerable<(Location Place, string Made)> NeverRemoved(TeamBody body) =>
        body.Owner is not IMethodSymbol { Name: "StartAsync" }
            ? []
            : from call in body.Operations.OfType<IInvocationOperation>()
              let made = call.TargetMethod switch
              {
                  { Name: "CreateTempSubdirectory", ContainingType.Name: "Directory" } => "a folder",
                  { Name: "GetTempFileName", ContainingType.Name: "Path" } => "a file",
                  { Name: "Start", ContainingType.Name: "Process" } => "a process",
                  _ => null,
              }
              where made is not null && !Removes(body.Root.Syntax)
              select (call.Syntax.GetLocation(), made);

    private static bool Removes(SyntaxNode node) => node.Ancestors().OfType<TypeDeclarationSyntax>().Last().DescendantNodes().OfType<SimpleNameSyntax>()
        .Any(name => name.Identifier.ValueText is "Delete" or "Kill" or "Dispose" or "DisposeAsync" or "Close" or "CloseAsync");

    /// <summary>The fields that begin with a folder, process or the like, where the body is a <c>DisposeAsync</c> that does nothing.</summary>
    public static IEnumerable<(Location Place, string Made)> LeftOpen(TeamBody body) =>
        body.Owner is not IMethodSymbol { Name: "DisposeAsync", ContainingType: var type } || !type.AllInterfaces.Any(contract => contract.IsDsl("IEpisode"))
            || body.Operations.Any(operation => operation is IInvocationOperation or IAssignmentOperation or IAwaitOperation)
            ? []
            : from field in type.GetMembers().OfType<IFieldSymbol>()
              let declared = field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as VariableDeclaratorSyntax
              where declared?.Initializer is not null && declared.SyntaxTree == body.Root.Syntax.SyntaxTree
              let made = Made(declared.Initializer!.Value, field.Type)
              where made is not null
              select (declared.GetLocation(), made);

    private static string? Made(ExpressionSyntax value, ITypeSymbol type)
    {
        var call = value.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Select(each => each.Expression).OfType<MemberAccessExpressionSyntax>()
            .Select(access => access.Name.Identifier.ValueText).ToList();
        return call.Contains("CreateTempSubdirectory") ? "a folder"
            : call.Contains("GetTempFileName") ? "a file"
            : (value is BaseObjectCreationExpressionSyntax || call.Contains("Start")) && _costly.Contains(type.Name) ? Words.A(type.Name)
            : null;
    }
}
