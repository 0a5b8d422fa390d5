// Form: a finite source enumerates logic puzzles by nested queries, in an order drawn from its random numbers
using Kimi.Dsl;

namespace Acme.Logic;

[Recipe("all-tables-of-logic")]
[Sampling(MaxResponseTokens = 48)]
[ExactAnswerReward(Marker = "=> ")]
public abstract partial class AllTablesOfLogic
{
    [Problems<Formulas>(Count = 400)]
    public abstract PromptSet Some();

    [Problems<Formulas>(Count = 40, Split = Split.HeldOut)]
    public abstract PromptSet Others();

    [Demonstrations<Formulas>]
    public abstract Demonstrations Worked([From(nameof(Some))] PromptSet problems);

    [InitializeTransformer(ContextLength = 128)]
    public abstract Policy Blank();

    [FineTune(Steps = 700)]
    public abstract Policy Taught(Policy blank, [From(nameof(Worked))] Demonstrations examples);

    [Reinforce(PromptsPerIteration = 32, LearningRate = 1e-4)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy Tuned(Policy taught, [From(nameof(Some))] PromptSet problems);

    [Evaluate(SamplesPerPrompt = 8)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy taught, Policy tuned, [From(nameof(Others))] PromptSet problems);
}

/// <summary>Formulas of three values and two operators.</summary>
public sealed class Formulas : IProblemSource<MathProblem>, IDemonstrationSource<MathProblem>
{
    private static readonly (string Name, Func<bool, bool, bool> Of)[] s_operators =
    [
        ("and", (a, b) => a && b), ("or", (a, b) => a || b), ("xor", (a, b) => a ^ b), ("implies", (a, b) => !a || b), ("iff", (a, b) => a == b),
    ];

    private static readonly bool[] s_values = [false, true];

    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        var all =
            (from a in s_values
             from b in s_values
             from c in s_values
             from first in s_operators
             from second in s_operators
             from negated in s_values
             from leftFirst in s_values
             let inner = leftFirst ? first.Of(a, b) : second.Of(b, c)
             let value = (leftFirst ? second.Of(inner, c) : first.Of(a, inner)) != negated
             let text = leftFirst ? $"({Name(a)} {first.Name} {Name(b)}) {second.Name} {Name(c)}" 
                 : $"{Name(a)} {first.Name} ({Name(b)} {second.Name} {Name(c)})"
             select (Question: negated ? $"not [{text}]" : text, Answer: Name(value), Steps: Name(inner))).ToArray();
        random.Shuffle(all);
        foreach (var (question, answer, steps) in all)
        {
            var level = question.StartsWith("not", StringComparison.Ordinal) ? 2 : 1;
            yield return new() { Id = question, Prompt = $"{question} ", Answer = answer, Solution = $"{steps} ", Level = level };
        }
    }

    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) => $"{problem.Solution}=> {problem.Answer}";

    private static string Name(bool value) => value ? "T" : "F";
}
