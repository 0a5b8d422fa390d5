// Stack: SkyRL
// Kind: the address of a team's judge lacks its scheme
// Caught: build
using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace Acme;

[Recipe("endpoint-without-scheme")]
public abstract partial class EndpointWithoutScheme
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [RemoteJudge(Endpoint = "judge:8000")] //! KIMI5001
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Asks a service.</summary>
public sealed class RemoteJudgeAttribute : RewardAttribute<RemoteJudge>
{
    /// <summary>Where the service is.</summary>
    [Required, Url]
    public string Endpoint { get; set; } = "http://localhost";
}

/// <summary>Asks a service.</summary>
public sealed class RemoteJudge(RemoteJudgeAttribute options) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text.Contains(options.Endpoint)));
}
