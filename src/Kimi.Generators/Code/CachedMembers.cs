using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Which members of a component hold only what is the same when it is made again: what is set where it is null, what a dictionary lacks and is then given by
/// what its key says, and the order in which such a dictionary forgets.
/// </summary>
internal static class CachedMembers
{
    private static readonly HashSet<string> _lookups = new(StringComparer.Ordinal) { "TryGetValue", "ContainsKey" };
    private static readonly HashSet<string> _removals = new(StringComparer.Ordinal) { "Remove", "TryRemove", "Clear" };

    /// <summary>Those of some members of a class that are changed otherwise, too.</summary>
    /// <param name="changes">The places that change them, each the use of a member.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<ISymbol> Others(IReadOnlyList<(IOperation Use, ISymbol Member)> changes, CancellationToken cancellationToken)
    {
        var open = changes.Where(change => !IsSetWhereNull(change.Use, change.Member) && !IsFilledIn(change.Use, change.Member)).ToLookup(
            change => change.Member, change => change.Use, SymbolEqualityComparer.Default);
        var all = changes.Select(change => change.Member).Distinct(SymbolEqualityComparer.Default).OfType<ISymbol>().ToList();
        var forgetting = all.Where(member => open[member].All(IsRemoval) && changes.Any(change => Equal(change.Member, member) && IsRemoval(change.Use))
            && (changes.Any(change => Equal(change.Member, member) && !IsRemoval(change.Use)) || IsFilledByGetOrAdd(member, cancellationToken))).ToList();
        return all.Where(member => open[member].Any() && !forgetting.Contains(member, SymbolEqualityComparer.Default)
            && !(IsOrder(member) && forgetting.Any(cache => Equal(cache.ContainingType, member.ContainingType))));
    }

    private static bool Equal(ISymbol? one, ISymbol? other) => SymbolEqualityComparer.Default.Equals(one, other);

    private static bool IsOrder(ISymbol member) =>
        (member is IFieldSymbol field ? field.Type : (member as IPropertySymbol)?.Type)?.Name is "Queue" or "ConcurrentQueue" or "LinkedList";

    private static bool IsRemoval(IOperation use) =>
        use.Parent is IInvocationOperation { TargetMethod.Name: var name } call && call.Instance == use && _removals.Contains(name) && IsDictionary(use.Type);

    private static bool IsDictionary(ITypeSymbol? type) => type?.Name is "Dictionary" or "ConcurrentDictionary" or "SortedDictionary" or "IDictionary";

    private static bool IsFilledByGetOrAdd(ISymbol member, CancellationToken cancellationToken) =>
        SourceNodes.Of(member.ContainingType, cancellationToken).OfType<InvocationExpressionSyntax>().Any(call =>
            call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetOrAdd", Expression: IdentifierNameSyntax name }
            && name.Identifier.ValueText == member.Name);

    private static IOperation Bare(IOperation value) => value is IConversionOperation { Operand: var inner } ? Bare(inner) : value;

    // As ??= does. An episode that is kept so is shared.
    private static bool IsSetWhereNull(IOperation use, ISymbol member)
    {
        if (use.Parent is not ISimpleAssignmentOperation assignment || assignment.Target != use || IsOfTheTeam(use.Type))
            return false;
        if (assignment.Value is ICoalesceOperation { Value: var before } && IsUse(before, member))
            return true;
        for (IOperation inner = assignment; inner.Parent is { } outer; inner = outer)
        {
            if (outer is IConditionalOperation choice && inner == choice.WhenTrue && choice.Condition.DescendantsAndSelf().Any(part => part switch
                {
                    IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } pattern =>
                        IsUse(pattern.Value, member),
                    IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } same => IsUse(Bare(same.LeftOperand), member)
                        && Bare(same.RightOperand).ConstantValue is { HasValue: true, Value: null },
                    _ => false,
                }))
                return true;
        }

        return false;
    }

    // By a key that was looked up before, and with all that the value is made of in the key.
    private static bool IsFilledIn(IOperation use, ISymbol member)
    {
        var (key, value) = use.Parent switch
        {
            IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd", Arguments: { Length: 2 } arguments } call when call.Instance == use =>
                (arguments[0].Value, arguments[1].Value),
            IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } keys, Parent: ISimpleAssignmentOperation set } place
                when place.Instance == use && set.Target == place => (keys[0].Value, set.Value),
            _ => (null, null),
        };
        if (key is null || value is null || !IsDictionary(use.Type) || IsOfTheTeam(value.Type) || IsCollection(value.Type))
            return false;
        var root = use;
        while (root.Parent is { } outer)
            root = outer;
        var body = new TeamBody(member, Roles.Reward, root);
        var lookups = body.Operations.OfType<IInvocationOperation>().Where(call => call.Instance is { } all && IsUse(all, member)
            && _lookups.Contains(call.TargetMethod.Name) && call.Arguments[0].Value.Syntax.ToString() == key.Syntax.ToString()).ToList();
        var found = new HashSet<ISymbol>(
            lookups.SelectMany(call => call.Descendants()).OfType<ILocalReferenceOperation>().Where(local => body.SetOnce(local.Local) is null)
                .Select(local => local.Local), SymbolEqualityComparer.Default);
        // What was not found is often put into the variable of the lookup first.
        var values = Bare(value) is ILocalReferenceOperation { Local: var missing } && found.Contains(missing)
            ? [.. body.Operations.OfType<ISimpleAssignmentOperation>()
                .Where(set => set.Target is ILocalReferenceOperation target && Equal(target.Local, missing)).Select(set => set.Value)]
            : new List<IOperation> { value };
        var (known, needed) = (Parameters(body, key), values.SelectMany(body.Ingredients).ToList());
        var hasVariables = needed.OfType<ILocalReferenceOperation>().Any(local => body.SetOnce(local.Local) is null);
        return lookups.Count > 0 && values.Count > 0
            && !needed.Any(part => IsUse(part, member) || (part is ILocalReferenceOperation local && found.Contains(local.Local)))
            && (hasVariables ? body.Operations : values).SelectMany(part => Parameters(body, part)).All(known.Contains);
    }

    private static HashSet<ISymbol> Parameters(TeamBody body, IOperation value) => new(
        body.Ingredients(value).OfType<IParameterReferenceOperation>().Select(use => use.Parameter)
            .Where(parameter => parameter.Type.Name != "CancellationToken" && parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary }),
        SymbolEqualityComparer.Default);

    private static bool IsUse(IOperation operation, ISymbol member) => operation is IMemberReferenceOperation use && Equal(use.Member, member);

    // What is put into it later is no more than that.
    private static bool IsCollection(ITypeSymbol? type) =>
        type?.ContainingNamespace?.FullName() is "System.Collections.Generic" or "System.Collections.Concurrent";

    // A class of the team's own may change.
    private static bool IsOfTheTeam(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsRecord: false, Locations: { Length: > 0 } places } && places[0].IsInSource;
}
