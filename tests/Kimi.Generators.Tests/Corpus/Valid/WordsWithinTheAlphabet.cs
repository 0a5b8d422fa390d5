// Form: sources that speak, to a policy that can spell it
using Kimi.Dsl;

namespace Acme;

[Recipe("words-within-the-alphabet")]
public abstract partial class WordsWithinTheAlphabet
{
    [Problems<OurSums>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<InWords>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512, Alphabet = "0123456789+=#? Waehistum")]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Sums.</summary>
public sealed class OurSums : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (a, b) = (random.Next(100), random.Next(100));
            yield return new() { Id = $"sum of {a} and {b}", Prompt = $"What is {a}+{b}?", Level = 1, Answer = $"{a + b}", Solution = "" };
        }
    }
}

/// <summary>In words.</summary>
public sealed class InWords : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) =>
        problem.Answer.Length > 9 ? throw new InvalidOperationException("Too long: zyxw") : $"it is #{problem.Answer}";
}
