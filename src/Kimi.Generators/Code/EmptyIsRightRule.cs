using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds rewards that look for the response in something: an empty response is found everywhere.</summary>
internal sealed class EmptyIsRightRule() : TeamCodeRule(Descriptors.EmptyIsRight)
{
    private static readonly HashSet<string> _parts = new(StringComparer.Ordinal)
    {
        "Trim", "TrimEnd", "TrimStart", "ToLower", "ToUpper", "ToLowerInvariant", "ToUpperInvariant", "Split", "Substring", "Replace",
    };

    public override Roles About => Roles.Reward;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) => Searches(body).Concat(Numbers(body));

    // What is no number reads as 0, and nobody looks whether it is one.
    private static IEnumerable<(Location Place, string Sentence)> Numbers(TeamBody body)
    {
        var unread = body.Operations.OfType<IInvocationOperation>().Where(IsUnread).ToList();
        if (unread.Count == 0)
            return [];
        var written = new WrittenText(body);
        return from call in unread
               where written.IsIn(call.Arguments[0].Value) && !IsComparedWithAConstant(call, body)
               select (
                   call.Syntax.GetLocation(),
                   $"{body.TypeName} ignores what {TeamCode.Name(call.TargetMethod)} returns, and what is no number reads as 0, "
                   + "so saying nothing earns the reward where 0 is right: give such a response its score");
    }

    private static bool IsUnread(IInvocationOperation call) =>
        call.TargetMethod is { Name: "TryParse", ContainingType: var type }
        && (type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 || type.Name == "BigInteger")
        && call.Parent is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation };

    private static bool IsComparedWithAConstant(IInvocationOperation parse, TeamBody body)
    {
        var number = parse.Arguments.SelectMany(argument => argument.DescendantsAndSelf()).OfType<ILocalReferenceOperation>()
            .LastOrDefault(local => local.IsDeclaration || local.Parent is IArgumentOperation { Parameter.RefKind: RefKind.Out })?.Local;
        return body.Operations.Any(operation => operation switch
        {
            IBinaryOperation { Type.SpecialType: SpecialType.System_Boolean } compared =>
                (compared.LeftOperand.ConstantValue.HasValue || compared.RightOperand.ConstantValue.HasValue) && IsOf(compared),
            IIsPatternOperation pattern => IsOf(pattern.Value),
            _ => false,
        });

        bool IsOf(IOperation value) => value.DescendantsAndSelf().OfType<ILocalReferenceOperation>()
            .Any(use => SymbolEqualityComparer.Default.Equals(use.Local, number));
    }

    private static IEnumerable<(Location Place, string Sentence)> Searches(TeamBody body) =>
        from call in body.Operations.OfType<IInvocationOperation>()
        where call.TargetMethod is { Name: "Contains" or "StartsWith" or "EndsWith", ContainingType.SpecialType: SpecialType.System_String }
            && call.Arguments.Length > 0 && IsResponse(call.Arguments[0].Value, body) && !ThinksOfEmpty(body)
        select (
            call.Syntax.GetLocation(),
            $"{body.TypeName} looks for the response in {call.Instance?.Syntax}, and an empty response is in every text, "
            + "so saying nothing earns the reward: look for the answer in the response, or compare the two");

    // The text as it is, trimmed, or a part of it; not what a pattern has matched, which has its form.
    private static bool IsResponse(IOperation value, TeamBody body) => body.Origin(value) switch
    {
        IPropertyReferenceOperation { Property: { Name: "Text", ContainingType: { } rollout } } => rollout.IsDsl("Rollout"),
        IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String, Instance: { } inner } call =>
            _parts.Contains(call.TargetMethod.Name) && IsResponse(inner, body),
        IInvocationOperation { TargetMethod: { Name: "Last" or "First" or "LastOrDefault" or "FirstOrDefault", ContainingType.Name: "Enumerable" } } call =>
            call.Arguments.Length == 1 && IsResponse(call.Arguments[0].Value, body),
        IInvocationOperation { TargetMethod: { DeclaredAccessibility: Accessibility.Private } method, Arguments: { Length: > 0 } arguments } =>
            arguments.Any(argument => IsResponse(argument.Value, body)) && MayGiveNothing(method),
        IArrayElementReferenceOperation { ArrayReference: var parts } => IsResponse(parts, body),
        IImplicitIndexerReferenceOperation { Instance: var whole } => IsResponse(whole, body),
        _ => false,
    };

    // A method that returns an empty text where it finds no answer.
    private static bool MayGiveNothing(IMethodSymbol method) => method.DeclaringSyntaxReferences.SelectMany(each => each.GetSyntax().DescendantNodes())
        .Any(node => node is LiteralExpressionSyntax { Token.Value: "" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" }
            && node.Parent is ReturnStatementSyntax or ConditionalExpressionSyntax or ArrowExpressionClauseSyntax or SwitchExpressionArmSyntax);

    private static bool ThinksOfEmpty(TeamBody body) => body.Operations.Any(operation => operation is
        IPropertyReferenceOperation { Property.Name: "Length" or "Count" }
        or IInvocationOperation { TargetMethod.Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace" or "Any" }
        or IFieldReferenceOperation { Field.Name: "Empty" }
        or ILiteralOperation
        {
            IsImplicit: false, ConstantValue.Value: "",
            Parent: not IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Replace" } },
        });
}
