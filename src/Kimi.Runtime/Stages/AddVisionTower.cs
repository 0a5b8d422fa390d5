using Kimi.Dsl;
using Kimi.Torch.Images;
using Kimi.Torch.Models;

namespace Kimi.Runtime.Stages;

/// <summary>Gives a policy of text a vision tower and a projector with random weights.</summary>
/// <param name="policies">Loads the policy.</param>
[ImplementationVersion(2)]
internal sealed class AddVisionTower(PolicyLoader policies) : IStage<AddVisionTowerAttribute, Policy, Policy>
{
    public Task<Policy> RunAsync(AddVisionTowerAttribute options, Policy input, StageContext context, CancellationToken cancellationToken)
    {
        using var text = policies.Load(input);
        if (text.Images is not null)
            throw new KimiException($"stage {context.StageName} adds a vision tower, and {input.Origin} has one: leave this stage out");
        var vision = new VisionConfig
        {
            ImageSize = options.ImageSize,
            PatchSize = options.PatchSize,
            HiddenSize = options.HiddenSize,
            IntermediateSize = options.FeedForwardSize,
            NumHiddenLayers = options.Layers,
            NumAttentionHeads = options.AttentionHeads,
            ImageTokenId = text.Model.Config.VocabSize,
        };
        using var seeing = new LoadedPolicy(text.Model.AddVision(vision, SeededRandom.DeriveSeed(context.Seed, "weights")), text.Tokenizer)
        {
            Images = new(ImageProcessor.OfSize(options.ImageSize), vision, store: null),
        };
        context.Summarize("parameters", seeing.Model.Config.ParameterCount);
        return Task.FromResult(seeing.Save(context.OutputFolder));
    }
}
