// Form: a stage of the team's own, with options and a signature of its own
using System.ComponentModel.DataAnnotations;
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("stage-of-our-own")]
public abstract partial class StageOfOurOwn
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [KeepShort(MaxCharacters = 40)]
    public abstract Demonstrations Short(Demonstrations traces);

    [FineTune(Steps = 100)]
    public abstract Policy Shorter(Policy sft, [From(nameof(Short))] Demonstrations few);
}

/// <summary>Keeps short demonstrations.</summary>
public sealed class KeepShortAttribute : StageAttribute<Demonstrations, Demonstrations>
{
    /// <summary>The longest response, in characters.</summary>
    [Range(1, 1_000_000)]
    [DefaultValue(80)]
    public int MaxCharacters { get; set; } = 80;
}

/// <summary>Does it.</summary>
[ImplementationVersion(1)]
public sealed class KeepShort : IStage<KeepShortAttribute, Demonstrations, Demonstrations>
{
    /// <inheritdoc/>
    public Task<Demonstrations> RunAsync(
        KeepShortAttribute options, Demonstrations input, StageContext context, CancellationToken cancellationToken) =>
        Task.FromResult(new Demonstrations([.. input.Where(one => one.Response.Length <= options.MaxCharacters)]));
}
