using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds sources whose prompts have their answers, and environments that begin with them or go on after they told them.</summary>
internal sealed class PromptAnswerRule() : TeamCodeRule(Descriptors.PromptWithAnswer)
{
    public override Roles About => Roles.Source | Roles.Environment;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) =>
        (body.Roles & Roles.Environment) != 0 ? Replies(body).Concat(Opening(body)) : Prompts(body).Concat(Inputs(body));

    private static IEnumerable<(Location Place, string Sentence)> Prompts(TeamBody body) =>
        from initializer in body.Operations.OfType<IObjectOrCollectionInitializerOperation>()
        let assigned = initializer.Initializers.OfType<ISimpleAssignmentOperation>()
            .Where(assignment => assignment.Target is IPropertyReferenceOperation { Property.ContainingType: { } type } && IsProblem(type))
            .ToLookup(assignment => ((IPropertyReferenceOperation)assignment.Target).Property.Name, assignment => assignment.Value)
        let prompt = assigned["Prompt"].FirstOrDefault()
        let answer = assigned["Answer"].Select(Last).FirstOrDefault(last => last is not null)
        where prompt is not null && answer is not null
        let isEnd = Last(prompt) == answer && !IsToBeCopied(prompt, body)
        where isEnd || (Pieces(prompt).Where(IsComputed).ToList() is { Count: 1 } computed && computed[0].Syntax.ToString() == answer)
        select (
            prompt.Syntax.GetLocation(),
            $"{body.TypeName} {(isEnd ? "ends" : "writes")} the prompt with its answer, {answer}, so the policy only has to repeat it: "
            + "leave it out of the prompt");

    // What a program is called with, where its source stands in the prompt, is what it makes something of.
    private static IEnumerable<(Location Place, string Sentence)> Inputs(TeamBody body) =>
        from initializer in body.Operations.OfType<IObjectOrCollectionInitializerOperation>()
        let assigned = initializer.Initializers.OfType<ISimpleAssignmentOperation>()
            .Where(assignment => assignment.Target is IPropertyReferenceOperation { Property.ContainingType: { } type } && IsProblem(type))
            .ToLookup(assignment => ((IPropertyReferenceOperation)assignment.Target).Property.Name, assignment => assignment.Value)
        let answer = assigned["Answer"].FirstOrDefault()
        let prompt = assigned["Prompt"].FirstOrDefault()
        where answer is not null && prompt is not null && Variable(answer) is not null
        let input = Variable(answer)
        where body.Ingredients(prompt).OfType<IInterpolatedStringOperation>().Any(text => IsProgramThatTakes(text, input))
        select (
            answer.Syntax.GetLocation(),
            $"{body.TypeName} gives '{input.Name}' for the answer, which the program in the prompt is called with, so the policy only has to repeat it: "
            + "give what the program makes of it");

    private static ILocalSymbol? Variable(IOperation answer) => answer switch
    {
        IConversionOperation conversion => Variable(conversion.Operand),
        IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } number } => Variable(number),
        IInterpolatedStringOperation { Parts: { Length: 1 } parts } => parts[0] is IInterpolationOperation only ? Variable(only.Expression) : null,
        ILocalReferenceOperation { Local: var local } => local,
        _ => null,
    };

    private static bool IsProgramThatTakes(IInterpolatedStringOperation text, ILocalSymbol input)
    {
        var isProgram = false;
        for (var place = 0; place < text.Parts.Length; place++)
        {
            isProgram |= Constant(place).Contains("def ") || Constant(place).Contains("function ");
            if (isProgram && text.Parts[place] is IInterpolationOperation hole && Variable(hole.Expression) is { } local
                && SymbolEqualityComparer.Default.Equals(local, input) && IsCall(Constant(place - 1))
                && Constant(place + 1).StartsWith(")", StringComparison.Ordinal))
                return true;
        }

        return false;

        string Constant(int place) => place >= 0 && place < text.Parts.Length && text.Parts[place] is IInterpolatedStringTextOperation constant
            ? constant.Text.ConstantValue.Value as string ?? ""
            : "";
    }

    private static bool IsCall(string before) =>
        before.Length > 1 && before[before.Length - 1] == '(' && (char.IsLetterOrDigit(before[before.Length - 2]) || before[before.Length - 2] == '_');

    // A word that is all that the prompt gives, and is no result of a calculation.
    private static bool IsToBeCopied(IOperation prompt, TeamBody body) =>
        Pieces(prompt).Where(piece => !piece.ConstantValue.HasValue).ToList() is { Count: 1 } only
        && only[0].Type?.SpecialType == SpecialType.System_String && !IsComputed(body.Origin(only[0]));

    // A number or word of the problem itself may well be what is asked for, a text is to be copied, and of several results one is to be chosen.
    private static bool IsComputed(IOperation piece) => piece switch
    {
        IConversionOperation conversion => IsComputed(conversion.Operand),
        IBinaryOperation { Type.SpecialType: not SpecialType.System_String } => !piece.ConstantValue.HasValue,
        IInvocationOperation { TargetMethod.ContainingType: { Name: "Math" or "BigInteger" } type } => TeamCode.IsOfThePlatform(type),
        _ => false,
    };

    private static IEnumerable<(Location Place, string Sentence)> Opening(TeamBody body) =>
        from said in body.Operations.OfType<IObjectCreationOperation>()
        where body.Owner is IMethodSymbol { AssociatedSymbol.Name: "Opening" } or IPropertySymbol { Name: "Opening" }
            && said.Type is { Name: "Text", ContainingType: { } part } && part.IsDsl("PromptPart")
            && said.Arguments.Any(argument => Pieces(argument.Value).Any(IsAnswer))
        select (
            said.Arguments[0].Syntax.GetLocation(),
            $"{body.TypeName} begins by telling the policy the answer, so the policy only has to repeat it: say what is asked");

    private static IEnumerable<(Location Place, string Sentence)> Replies(TeamBody body) =>
        from reply in body.Operations.OfType<IObjectCreationOperation>()
        where reply is { Type: { Name: "Continue", ContainingType: { } type }, Arguments: { Length: > 0 } arguments }
            && type.IsDsl("EnvironmentReply") && Pieces(arguments[0].Value).Any(IsAnswer)
        select (
            reply.Arguments[0].Syntax.GetLocation(),
            $"{body.TypeName} tells the policy the answer and goes on, so the policy only has to repeat it: reply with a hint, or finish");

    // What a text is put together from.
    private static IEnumerable<IOperation> Pieces(IOperation text) => text switch
    {
        IConversionOperation conversion => Pieces(conversion.Operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum =>
            Pieces(sum.LeftOperand).Concat(Pieces(sum.RightOperand)),
        IInterpolatedStringOperation { Parts: var parts } => parts.OfType<IInterpolationOperation>().SelectMany(part => Pieces(part.Expression)),
        IConditionalOperation { WhenFalse: { } otherwise } choice => Pieces(choice.WhenTrue).Concat(Pieces(otherwise)),
        _ => [text],
    };

    private static bool IsAnswer(IOperation piece) =>
        piece is IPropertyReferenceOperation { Property: { Name: "Answer", ContainingType: { } type } } && IsProblem(type);

    private static bool IsProblem(INamedTypeSymbol type) => type.IsDsl("Problem") || type.DerivesFromDsl("Problem");

    // What a text ends with, where it is no constant.
    private static string? Last(IOperation text) => text switch
    {
        IConversionOperation conversion => Last(conversion.Operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum => Last(sum.RightOperand),
        IInterpolatedStringOperation { Parts: { Length: > 0 } parts } => parts[parts.Length - 1] is IInterpolationOperation last ? Last(last.Expression) : null,
        IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } instance } => Last(instance),
        { ConstantValue.HasValue: true } => null,
        _ => text.Syntax.ToString(),
    };
}
