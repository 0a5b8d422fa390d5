using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds what throws on some of the texts that a policy writes, where nothing looked at the text before: such a response counts as a fault, and a share of
/// faults ends the run. A policy that is still to learn a form writes all kinds of text.
/// </summary>
internal sealed class ThrowsOnResponseRule() : TeamCodeRule(Descriptors.ThrowsOnResponse)
{
    private const string Cut =
        "cuts the response at a text that may not be there, where IndexOf is -1, so it throws or takes another part: look first whether it is below 0";

    private static readonly HashSet<string> _first = new(StringComparer.Ordinal) { "First", "Last", "Single" };

    private static readonly HashSet<string> _shortening = new(StringComparer.Ordinal) { "Where", "OfType", "Skip", "SkipWhile", "TakeWhile", "Matches" };

    public override Roles About => Roles.Reward | Roles.Environment | Roles.Tools;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        // What an environment of a team's own catches is no fault.
        if (body.Roles == Roles.Tools && body.Root.SemanticModel is { Compilation: var all } && !NamedTypes.Has(body.Owner.ContainingType, all))
            return [];
        var written = new WrittenText(body);
        return (from operation in body.Operations
                let what = What(operation, written)
                where what is not null && !IsExpected(operation, body, written) && (body.Roles != Roles.Tools || !TeamCode.TellsFaults(operation))
                select (operation.Syntax.GetLocation(), $"{body.TypeName} {what}"))
            .Concat(
                from operation in body.Operations
                where body.Roles != Roles.Tools && IsThrownOver(operation, written) && !IsCaught(body)
                select (
                    operation.Syntax.GetLocation(),
                    $"{body.TypeName} throws for what the policy wrote, and a run stops after a few such faults: "
                    + ((body.Roles & Roles.Reward) != 0 ? "score it" : "reply with what is wrong")))
            .Concat(
                from operation in body.Operations
                where (body.Roles & Roles.Environment) != 0 && IsBlamed(operation, body, written)
                select (
                    operation.Syntax.GetLocation(),
                    $"{body.TypeName} reports a fault of its own for what the policy wrote, so such a response is not judged, and a run stops after a few: "
                    + "reply with what is wrong, or finish and have the reward judge it"));
    }

    // Right under a condition on the text, and not within a 'try'.
    private static bool IsThrownOver(IOperation operation, WrittenText written)
    {
        if (operation is not IThrowOperation { Exception: not null })
            return false;
        var outer = operation;
        while (outer.Parent is IBlockOperation { Operations.Length: 1 } or IExpressionStatementOperation or IConversionOperation)
            outer = outer.Parent;
        return outer.Parent is IConditionalOperation { Condition: var condition } && written.IsIn(condition) && !IsTried(outer);
    }

    // A fault of the environment that a condition on the policy's turn decides on.
    private static bool IsBlamed(IOperation operation, TeamBody body, WrittenText written)
    {
        if (operation is not IObjectCreationOperation { Type: { Name: "Fault", ContainingType: { } reply } } || !reply.IsDsl("EnvironmentReply"))
            return false;
        var outer = operation;
        while (outer.Parent is IBlockOperation { Operations.Length: 1 } or IReturnOperation or IConversionOperation or IArgumentOperation
            or IParenthesizedOperation or IObjectCreationOperation or IInvocationOperation { TargetMethod.Name: "FromResult" })
            outer = outer.Parent;
        return outer.Parent switch
        {
            IConditionalOperation { Condition: var condition } => outer != condition && IsOfTextAlone(condition, body, written),
            ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation { Value: var value } } => IsOfTextAlone(value, body, written),
            ICatchClauseOperation { Parent: ITryOperation { Body: var tried }, ExceptionType.Name: var caught } =>
                caught is "FormatException" or "JsonException" or "OverflowException" && written.IsIn(tried),
            _ => false,
        };
    }

    // Of what a service or a game says of it, nothing is known.
    private static bool IsOfTextAlone(IOperation condition, TeamBody body, WrittenText written) => written.IsAsked(condition)
        && body.Ingredients(condition).All(part => part is not IAwaitOperation && (part is not IInvocationOperation call
            || TeamCode.IsOfThePlatform(call.TargetMethod.ContainingType) && call.TargetMethod.ContainingType.Name is not ("HttpClient" or "Process" or "File")
            || call.TargetMethod is { IsStatic: true, DeclaredAccessibility: Accessibility.Private }));

    private static bool IsTried(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ITryOperation { Catches.Length: > 0 })
                return true;
        }

        return false;
    }

    private static string? What(IOperation operation, WrittenText written) => operation switch
    {
        IInvocationOperation { Arguments: { Length: > 0 } arguments } call when IsParse(call.TargetMethod) && written.IsIn(arguments[0].Value)
            && !WrittenText.IsMatched(arguments[0].Value) =>
            $"reads what the policy wrote by {TeamCode.Name(call.TargetMethod)}, which throws on any other text, and a run stops after a few such faults: "
            + Remedy(call.TargetMethod),
        IArrayElementReferenceOperation { Indices: { Length: 1 } indices } item when indices[0].ConstantValue.Value is int place and > 0
            && written.IsSplit(item.ArrayReference) =>
            $"takes part [{place}] of a response, which throws where there are fewer, and a run stops after a few such faults: "
            + "check first how many there are, or match the parts by a pattern",
        IArrayElementReferenceOperation { Indices: { Length: 1 } indices } item when indices[0] is IUnaryOperation
        {
            OperatorKind: UnaryOperatorKind.Hat, Operand.ConstantValue.Value: int place and > 1,
        } && written.IsSplit(item.ArrayReference) =>
            $"takes part [^{place}] of a response, which throws where there are fewer, and a run stops after a few such faults: "
            + "check first how many there are, or match the parts by a pattern",
        IInvocationOperation call when _first.Contains(call.TargetMethod.Name) && IsLinq(call) && call.Arguments.Length > 0
            && written.IsIn(call.Arguments[0].Value) && (call.Arguments.Length > 1 || MayBeEmpty(call.Arguments[0].Value)) =>
            $"calls {call.TargetMethod.Name} on parts of a response that may not be there, which throws, and a run stops after a few such faults: "
            + $"call {call.TargetMethod.Name}OrDefault, and judge a response without them",
        IInvocationOperation { TargetMethod: { Name: "Substring", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } text } call
            when written.IsIn(text) && call.Arguments.Any(argument => written.IsUncertainPlace(argument.Value)) => Cut,
        IRangeOperation range when range.Parent is { } cut && written.IsIn(cut)
            && new[] { range.LeftOperand, range.RightOperand }.Any(end => end is not null && written.IsUncertainPlace(end)) => Cut,
        _ => null,
    };

    private static bool IsParse(IMethodSymbol method) => TeamCode.IsOfThePlatform(method.ContainingType) && method.IsStatic
        && (method.Name is "Parse" or "ParseExact"
            || (method.Name == "Deserialize" && method.ContainingType.Name == "JsonSerializer")
            || (method.ContainingType.Name == "Convert" && method.Name is not ("ToString" or "ToBoolean")
                && method.Name.StartsWith("To", StringComparison.Ordinal) && method.ReturnType.SpecialType != SpecialType.System_String)
            || (method.ContainingType.Name == "Convert" && method.Name.StartsWith("From", StringComparison.Ordinal)));

    private static string Remedy(IMethodSymbol method) => method.ContainingType.GetMembers("TryParse").IsEmpty
        ? "catch its exception alone, and say what holds then"
        : "use TryParse, and say what holds where it refuses";

    private static bool IsLinq(IInvocationOperation call) => call.TargetMethod.ContainingType is { Name: "Enumerable" } type && TeamCode.IsOfThePlatform(type);

    private static bool MayBeEmpty(IOperation sequence) => sequence.DescendantsAndSelf().Any(operation =>
        operation is IInvocationOperation call && _shortening.Contains(call.TargetMethod.Name)
        || operation is IFieldReferenceOperation { Field.Name: "RemoveEmptyEntries" });

    // Within a 'try', in a branch, or after a condition that asks about the text.
    private static bool IsExpected(IOperation operation, TeamBody body, WrittenText written)
    {
        if (!body.IsAlways(operation))
            return true;
        return body.Operations.Any(other => other.Syntax.SpanStart < operation.Syntax.SpanStart && other switch
        {
            IConditionalOperation choice => written.IsAsked(choice.Condition),
            ISwitchOperation choice => written.IsAsked(choice.Value),
            _ => false,
        }) || IsAskedBefore(body);
    }

    // A method of the class's own whose callers look first.
    private static bool IsAskedBefore(TeamBody body) =>
        body.Owner is IMethodSymbol { DeclaredAccessibility: Accessibility.Private, Name: var name }
        && body.Root.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Any(call => call.Expression is IdentifierNameSyntax callee && callee.Identifier.ValueText == name && IsBehindACondition(call)) == true;

    // A method of the class's own that is called within a 'try' alone.
    private static bool IsCaught(TeamBody body) =>
        body.Owner is IMethodSymbol { DeclaredAccessibility: Accessibility.Private, Name: var name }
        && body.Root.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => call.Expression is IdentifierNameSyntax callee && callee.Identifier.ValueText == name).ToList() is { Count: > 0 } calls
        && calls.All(call => call.Ancestors().TakeWhile(outer => outer is not MemberDeclarationSyntax)
            .Any(outer => outer is TryStatementSyntax { Catches.Count: > 0 } attempt && attempt.Block.Span.Contains(call.Span)));

    private static bool IsBehindACondition(SyntaxNode call)
    {
        for (var (inner, outer) = (call, call.Parent); outer is not null and not MemberDeclarationSyntax; (inner, outer) = (outer, outer.Parent))
        {
            var isBehind = outer switch
            {
                IfStatementSyntax choice => choice.Condition != inner,
                ConditionalExpressionSyntax choice => choice.Condition != inner,
                BinaryExpressionSyntax both => both.Right == inner && both.OperatorToken.ValueText is "&&" or "||",
                SwitchExpressionArmSyntax or SwitchSectionSyntax or TryStatementSyntax => true,
                BlockSyntax block => block.Statements.TakeWhile(statement => statement != inner).Any(statement => statement is IfStatementSyntax),
                _ => false,
            };
            if (isBehind)
                return true;
        }

        return false;
    }
}
