// Form: a judge says correct or incorrect, and the longer word is searched first
using System.Net.Http;
using Kimi.Dsl;

namespace Acme;

[Recipe("word-of-the-judge")]
public abstract partial class WordOfTheJudge
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<WordJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<WordJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Asks a service.</summary>
/// <param name="client">Reaches it.</param>
public sealed class WordJudge(HttpClient client) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var address = new Uri("http://judge:8000/verdict?q=" + Uri.EscapeDataString($"{rollout.Text}\n{problem.Answer}"));
        var said = await client.GetStringAsync(address, cancellationToken);
        if (said.Contains("incorrect", StringComparison.OrdinalIgnoreCase))
            return Verdict.Of(false);
        return said.Contains("correct", StringComparison.OrdinalIgnoreCase) ? Verdict.Of(true) : new Verdict.Unscorable("the judge says neither");
    }
}
