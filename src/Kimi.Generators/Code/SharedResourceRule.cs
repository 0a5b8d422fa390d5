using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds rewards, environments and episodes that dispose of what all calls or episodes share: what the constructor of a component was given.
/// </summary>
internal sealed class SharedResourceRule() : TeamCodeRule(Descriptors.LeftBehind)
{
    public override Roles About => Roles.Reward | Roles.Environment;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        foreach (var operation in body.Operations)
        {
            foreach (var disposed in Disposed(operation))
            {
                if (IsShared(disposed, body))
                {
                    yield return (
                        operation.Syntax.GetLocation(),
                        $"{body.TypeName} disposes of {disposed.Syntax}, which others still use that run at the same time, so they fail: "
                        + "leave that to whoever made it");
                }
            }
        }
    }

    private static IEnumerable<IOperation> Disposed(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "Dispose" or "DisposeAsync", Parameters.Length: 0 }, Instance: { } value } => [Value(value)],
        IUsingOperation { Resources: var resources } => Resources(resources),
        IUsingDeclarationOperation { DeclarationGroup: var declared } => Resources(declared),
        _ => [],
    };

    private static IEnumerable<IOperation> Resources(IOperation resources) => resources is IVariableDeclarationGroupOperation
        ? resources.Descendants().OfType<IVariableDeclaratorOperation>().Select(declared => declared.GetVariableInitializer()?.Value).OfType<IOperation>()
            .Select(Value)
        : [Value(resources)];

    private static IOperation Value(IOperation value) => value switch
    {
        IConversionOperation conversion => Value(conversion.Operand),
        IConditionalAccessInstanceOperation => Nearest(value),
        _ => value,
    };

    private static IOperation Nearest(IOperation instance)
    {
        for (var outer = instance.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IConditionalAccessOperation access)
                return access.Operation;
        }

        return instance;
    }

    // Given to a component, which disposes of it with itself at most, or by a component to each of its episodes.
    private static bool IsShared(IOperation value, TeamBody body)
    {
        if (GivenTo(value, body) is not { } parameter)
            return false;
        var type = body.Owner.ContainingType;
        return type.AllInterfaces.Any(contract => contract.IsDsl("IEpisode"))
            ? type.ContainingType is { } environment && IsGivenWhatItHas(type, environment, parameter.Ordinal, body)
            : body.Owner is not IMethodSymbol { Name: "Dispose" or "DisposeAsync" }
                && type.AllInterfaces.Any(contract => contract.IsDsl("IReward") || contract.IsDsl("IEnvironment"));
    }

    // A parameter of the constructor, or a field that is nothing else.
    private static IParameterSymbol? GivenTo(IOperation value, TeamBody body) => body.Origin(value) switch
    {
        IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } parameter } =>
            SymbolEqualityComparer.Default.Equals(constructor.ContainingType, body.Owner.ContainingType) ? parameter : null,
        IFieldReferenceOperation { Field: { IsReadOnly: true, IsStatic: false } field } => OfField(field, body),
        _ => null,
    };

    private static IParameterSymbol? OfField(IFieldSymbol field, TeamBody body)
    {
        var type = field.ContainingType;
        if (!SymbolEqualityComparer.Default.Equals(type, body.Owner.ContainingType))
            return null;
        var name = (field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as VariableDeclaratorSyntax)?.Initializer?.Value is IdentifierNameSyntax begin
            ? begin.Identifier.ValueText
            : SourceNodes.Of(type, default).OfType<AssignmentExpressionSyntax>().FirstOrDefault(assignment =>
                assignment.Left is IdentifierNameSyntax left && left.Identifier.ValueText == field.Name)?.Right is IdentifierNameSyntax given
                ? given.Identifier.ValueText
                : null;
        return name is null ? null
            : type.InstanceConstructors.SelectMany(constructor => constructor.Parameters).FirstOrDefault(parameter => parameter.Name == name);
    }

    // By its own name in the environment, as a parameter of the environment's constructor or a field.
    private static bool IsGivenWhatItHas(INamedTypeSymbol episode, INamedTypeSymbol environment, int place, TeamBody body)
    {
        var made = SourceNodes.Of(environment, default).OfType<ObjectCreationExpressionSyntax>()
            .Where(created => created.Type is IdentifierNameSyntax name && name.Identifier.ValueText == episode.Name).ToList();
        return made.Count > 0 && made.All(created => created.ArgumentList?.Arguments is { } arguments && arguments.Count > place
            && arguments[place] is { NameColon: null, Expression: IdentifierNameSyntax given } && given.SyntaxTree == body.Root.Syntax.SyntaxTree
            && body.Root.SemanticModel?.GetSymbolInfo(given).Symbol is { } symbol && IsOfEnvironment(symbol, environment));
    }

    private static bool IsOfEnvironment(ISymbol symbol, INamedTypeSymbol environment) => symbol switch
    {
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } =>
            SymbolEqualityComparer.Default.Equals(constructor.ContainingType, environment),
        IFieldSymbol field => SymbolEqualityComparer.Default.Equals(field.ContainingType, environment),
        _ => false,
    };
}
