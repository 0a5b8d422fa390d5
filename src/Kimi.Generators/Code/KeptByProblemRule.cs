using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds what is cached by the problem alone and differs from one response to the next: verdicts that all responses of a group then share, and state that
/// episodes which run at the same time change.
/// </summary>
internal sealed class KeptByProblemRule() : TeamCodeRule(Descriptors.KeptByProblem)
{
    public override Roles About => Roles.Reward | Roles.Environment;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) =>
        body.Owner is not IMethodSymbol method
            ? []
            : from operation in body.Operations
              let kept = Kept(operation)
              where kept is not null && IsByProblem(kept.Value.Key, body)
                  && (method.Name == "StartAsync" ? IsState(kept.Value.Value?.Type) : IsOfResponse(kept.Value.Value, body))
              select (
                  operation.Syntax.GetLocation(),
                  method.Name == "StartAsync"
                      ? $"{body.TypeName} keeps one {kept!.Value.Value!.Type!.Name} for each {kept.Value.Key.Syntax}, and episodes of one problem run "
                          + "at the same time, so they change each other's: make one for each episode, or key it by EpisodeContext.Id"
                      : $"{body.TypeName} caches what it says of one response under {kept!.Value.Key.Syntax}, so all others to that problem get the same: "
                          + "add the response to the key");

    // The key and what is kept by it: of a lookup that makes what is missing, and of a place in a dictionary.
    private static (IOperation Key, IOperation? Value)? Kept(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "GetOrAdd", ContainingType: { } type }, Instance: { } all, Arguments: { Length: > 1 } arguments }
            when TeamCode.IsOfThePlatform(type) && IsMember(all) => (arguments[0].Value, Made(arguments[1].Value) ?? arguments[1].Value),
        IInvocationOperation { TargetMethod: { Name: "TryAdd" or "Add", ContainingType: { } type }, Instance: { } all, Arguments: { Length: 2 } arguments }
            when TeamCode.IsOfThePlatform(type) && IsMember(all) => (arguments[0].Value, arguments[1].Value),
        ISimpleAssignmentOperation
        {
            Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } all, Arguments: { Length: 1 } keys },
        } assignment when IsMember(all) && all.Type is INamedTypeSymbol { Name: "Dictionary" or "ConcurrentDictionary" } =>
            (keys[0].Value, assignment.Value),
        _ => null,
    };

    private static bool IsMember(IOperation all) => all is IFieldReferenceOperation or IPropertyReferenceOperation;

    // What a function returns, as far as it is one expression.
    private static IOperation? Made(IOperation factory) => factory.DescendantsAndSelf().OfType<IReturnOperation>().FirstOrDefault()?.ReturnedValue;

    private static bool IsByProblem(IOperation key, TeamBody body)
    {
        var isOfProblem = false;
        foreach (var part in body.Ingredients(key))
        {
            if (part is IParameterReferenceOperation { Parameter.Type: { } type })
            {
                if (!type.DerivesFromDsl("Problem"))
                    return false;
                isOfProblem = true;
            }

            if (part is ILocalReferenceOperation { Local: var local } && body.SetOnce(local) is null)
                return false;
        }

        return isOfProblem;
    }

    private static bool IsOfResponse(IOperation? value, TeamBody body) => value is not null && body.Ingredients(value).Any(part => part switch
    {
        IParameterReferenceOperation { Parameter.Type: { } type } => type.IsDsl("Rollout") || type.IsDsl("PolicyTurn"),
        ILocalReferenceOperation { Local: var local } => body.SetOnce(local) is null && body.Operations.OfType<ISimpleAssignmentOperation>().Any(set =>
            set.Target is ILocalReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Local, local) && IsOfRollout(set.Value, body)),
        _ => false,
    });

    private static bool IsOfRollout(IOperation value, TeamBody body) => body.Ingredients(value).Any(part =>
        part is IParameterReferenceOperation { Parameter.Type: { } type } && (type.IsDsl("Rollout") || type.IsDsl("PolicyTurn")));

    // A class of the team's own that is made here and can change.
    private static bool IsState(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Class, Locations: { Length: > 0 } places }
        && places[0].IsInSource && type.GetMembers().Any(member => member switch
        {
            IFieldSymbol { IsStatic: false, IsConst: false, IsImplicitlyDeclared: false } field =>
                !field.IsReadOnly || (IsCollection(field.Type) && ChangesOne(type)),
            IPropertySymbol { IsStatic: false, IsImplicitlyDeclared: false } property => property.SetMethod is { IsInitOnly: false }
                || (IsCollection(property.Type) && (property.DeclaredAccessibility == Accessibility.Public || ChangesOne(type))),
            _ => false,
        });

    // What its constructor alone fills never changes.
    private static bool ChangesOne(ITypeSymbol type) => type.DeclaringSyntaxReferences.SelectMany(each => each.GetSyntax().DescendantNodes())
        .OfType<MethodDeclarationSyntax>().SelectMany(method => method.DescendantNodes()).OfType<MemberAccessExpressionSyntax>()
        .Any(access => access.Name.Identifier.ValueText is "Add" or "Remove" or "Enqueue" or "Dequeue" or "Push" or "Pop" or "Clear" or "Append" or "TryAdd");

    private static bool IsCollection(ITypeSymbol type) => type.Name is "List" or "Dictionary" or "HashSet" or "Queue" or "Stack" or "StringBuilder"
        or "SortedSet" or "LinkedList" or "ConcurrentDictionary" or "ConcurrentBag" or "ConcurrentQueue";
}
