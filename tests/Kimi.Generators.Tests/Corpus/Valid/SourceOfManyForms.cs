// Form: a source yields problems of three forms by helpers, with ids by what they ask
using Kimi.Dsl;

namespace Acme;

[Recipe("source-of-many-forms")]
public abstract partial class SourceOfManyForms
{
    [Problems<Sums>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<Sums>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [CurriculumSampler(Width = 1, StartLevel = 1)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Sums, differences and products.</summary>
public sealed class Sums : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        for (; ;)
        {
            var (left, right) = (random.Next(100), random.Next(100));
            yield return (random.Next(3), left >= right) switch
            {
                (0, _) => Of($"{left}+{right}", left + right, 1),
                (1, true) => Of($"{left}-{right}", left - right, 2),
                (1, false) => Of($"{right}-{left}", right - left, 2),
                _ => Of($"{left}*{right}", left * right, 3),
            };
        }
    }

    private static MathProblem Of(string question, int answer, int level) =>
        new() { Id = question, Prompt = $"{question}=", Answer = $"{answer}", Level = level, Tags = [question.Contains('*') ? "products" : "sums"] };
}
