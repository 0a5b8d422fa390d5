using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>A body of a team's own code that a run executes.</summary>
/// <param name="owner">The method or other member whose body it is.</param>
/// <param name="roles">What its class is to a run.</param>
/// <param name="root">The body.</param>
internal sealed class TeamBody(ISymbol owner, Roles roles, IOperation root)
{
    private const int MostCallers = 3;
    private readonly Dictionary<IMethodSymbol, IInvocationOperation?> _calls = new(SymbolEqualityComparer.Default);
    private readonly List<TeamBody> _callers = [];
    private readonly Dictionary<IMethodSymbol, TeamBody?> _called = new(SymbolEqualityComparer.Default);
    private Dictionary<ILocalSymbol, IOperation>? _beginnings;

    /// <summary>The method or other member whose body it is.</summary>
    public ISymbol Owner => owner;

    /// <summary>The name of its class.</summary>
    public string TypeName => owner.ContainingType.Name;

    /// <summary>What its class is to a run.</summary>
    public Roles Roles => roles;

    /// <summary>The body.</summary>
    public IOperation Root => root;

    /// <summary>All that is done in it, walked once for all rules.</summary>
    public IReadOnlyList<IOperation> Operations { get; } = [.. root.Descendants()];

    /// <summary>The values that it returns itself, not those of functions in it.</summary>
    public IEnumerable<IOperation> Returned => from returned in Operations.OfType<IReturnOperation>()
                                               where returned.ReturnedValue is not null && !IsWithinFunction(returned)
                                               select returned.ReturnedValue;

    /// <summary>
    /// The body of a method of the same class, in the same file; null for any other. Whoever follows calls has to end where methods call each other.
    /// </summary>
    public TeamBody? Called(IMethodSymbol method)
    {
        if (!_called.TryGetValue(method, out var called))
            _called[method] = called = BodyOf(method);
        return called;
    }

    /// <summary>Whether something is done whatever the body finds: in no branch, function or <c>try</c> of it.</summary>
    public bool IsAlways(IOperation operation)
    {
        for (var (inner, outer) = (operation, operation.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            var isBranch = outer switch
            {
                IConditionalOperation choice => inner != choice.Condition,
                IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both => inner == both.RightOperand,
                ICoalesceOperation choice => inner == choice.WhenNull,
                IConditionalAccessOperation access => inner == access.WhenNotNull,
                ISwitchExpressionArmOperation or ISwitchCaseOperation or ICatchClauseOperation or ILoopOperation => true,
                IAnonymousFunctionOperation or ILocalFunctionOperation => true,
                ITryOperation attempt => attempt.Catches.Length > 0 && inner == attempt.Body,
                _ => false,
            };
            if (isBranch)
                return false;
        }

        return true;
    }

    /// <summary>What a variable begins with that nothing changes afterwards; null for any other.</summary>
    public IOperation? SetOnce(ILocalSymbol variable) => (_beginnings ??= Beginnings(Operations)).TryGetValue(variable, out var beginning)
        ? beginning
        : _callers.Select(caller => caller.SetOnce(variable)).FirstOrDefault(found => found is not null);

    /// <summary>What a parameter of a private method is given, where its class calls the method in one place alone; null for any other.</summary>
    public IOperation? Given(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method)
            return null;
        if (!_calls.TryGetValue(method, out var call))
            _calls[method] = call = OnlyCall(method);
        return call?.Arguments.FirstOrDefault(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter, parameter))?.Value;
    }

    /// <summary>
    /// What a value comes from: behind conversions, parentheses, variables that are set once, and parameters of methods that are called once.
    /// </summary>
    public IOperation Origin(IOperation value)
    {
        while (true)
        {
            switch (value)
            {
                case IConversionOperation conversion:
                    value = conversion.Operand;
                    break;
                case IParenthesizedOperation inner:
                    value = inner.Operand;
                    break;
                case IAwaitOperation awaited:
                    value = awaited.Operation;
                    break;
                case ILocalReferenceOperation { Local: var local } when SetOnce(local) is { } beginning:
                    value = beginning;
                    break;
                case IParameterReferenceOperation { Parameter: var parameter } when Given(parameter) is { } given:
                    value = given;
                    break;
                default:
                    return value;
            }
        }
    }

    /// <summary>All that a value is made of, in its own expression and in those of the variables in it that are set once.</summary>
    public IEnumerable<IOperation> Ingredients(IOperation value)
    {
        var (open, seen) = (new Stack<IOperation>([value]), new HashSet<ISymbol>(SymbolEqualityComparer.Default));
        while (open.Count > 0)
        {
            foreach (var part in open.Pop().DescendantsAndSelf())
            {
                yield return part;
                if (part is ILocalReferenceOperation { Local: var local } && seen.Add(local) && SetOnce(local) is { } beginning)
                    open.Push(beginning);
                else if (part is IParameterReferenceOperation { Parameter: var parameter } && seen.Add(parameter) && Given(parameter) is { } given)
                    open.Push(given);
            }
        }
    }

    /// <summary>Whether something is done within a function of the body.</summary>
    public bool IsWithinFunction(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null && outer != root.Parent; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }

        return false;
    }

    private IInvocationOperation? OnlyCall(IMethodSymbol method)
    {
        if (_callers.Count >= MostCallers || root.SemanticModel is not { } model
            || method is not { DeclaredAccessibility: Accessibility.Private, MethodKind: MethodKind.Ordinary, Name: var name })
            return null;
        var calls = root.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => call.Expression is IdentifierNameSyntax callee && callee.Identifier.ValueText == name).Take(2).ToList();
        if (calls?.Count != 1 || model.GetOperation(calls[0]) is not IInvocationOperation call
            || !SymbolEqualityComparer.Default.Equals(call.TargetMethod, method))
            return null;
        IOperation outermost = call;
        while (outermost.Parent is { } outer)
            outermost = outer;

        // Methods that call each other come from nowhere.
        if (Member(outermost) == Member(root) || _callers.Any(caller => Member(caller.Root) == Member(outermost)))
            return null;
        _callers.Add(new(owner, roles, outermost));
        return call;
    }

    private TeamBody? BodyOf(IMethodSymbol method) => root.SemanticModel is { } model
        && SymbolEqualityComparer.Default.Equals(method.ContainingType, owner.ContainingType)
        && method.DeclaringSyntaxReferences is { Length: 1 } declared && declared[0].SyntaxTree == root.Syntax.SyntaxTree
        && model.GetOperation(declared[0].GetSyntax()) is { } body
            ? new(method, roles, body is ILocalFunctionOperation { Body: { } inside } ? inside : body)
            : null;

    private static MemberDeclarationSyntax? Member(IOperation body) => body.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>();

    // By each variable that is declared here and never changed, alone or as one of several that are taken from a tuple.
    private static Dictionary<ILocalSymbol, IOperation> Beginnings(IReadOnlyList<IOperation> operations)
    {
        var beginnings = new Dictionary<ILocalSymbol, IOperation>(SymbolEqualityComparer.Default);
        var changed = new List<ILocalSymbol>();
        foreach (var operation in operations)
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declared when declared.GetVariableInitializer()?.Value is { } value && !IsOfLater(value, declared):
                    beginnings[declared.Symbol] = value;
                    break;
                case IDeconstructionAssignmentOperation { Target: IDeclarationExpressionOperation { Expression: ITupleOperation names }, Value: var values }
                    when (values is IConversionOperation conversion ? conversion.Operand : values) is ITupleOperation tuple
                        && names.Elements.Length == tuple.Elements.Length && !IsOfLater(values, operation):
                    for (var place = 0; place < names.Elements.Length; place++)
                    {
                        if (names.Elements[place] is ILocalReferenceOperation name)
                            beginnings[name.Local] = tuple.Elements[place];
                    }

                    break;
                case ILocalReferenceOperation use when IsChange(use):
                    changed.Add(use.Local);
                    break;
            }
        }

        foreach (var variable in changed)
            beginnings.Remove(variable);
        return beginnings;
    }

    // As in code that is being written: a variable that begins with itself, or with one that is declared after it.
    private static bool IsOfLater(IOperation value, IOperation declaration) => value.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Any(use =>
        use.Local.DeclaringSyntaxReferences.FirstOrDefault()?.Span is { } declared
        && declared.Start >= declaration.Syntax.SpanStart && !value.Syntax.Span.Contains(declared));

    private static bool IsChange(ILocalReferenceOperation use) => use.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == use,
        IIncrementOrDecrementOperation or IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        ITupleOperation { Parent: IDeconstructionAssignmentOperation assignment } tuple => assignment.Target == tuple,
        _ => false,
    };
}
