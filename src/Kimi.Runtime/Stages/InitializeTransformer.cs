using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Torch.Models;
using Kimi.Torch.Tokenization;

namespace Kimi.Runtime.Stages;

/// <summary>Makes a policy with random weights.</summary>
[ImplementationVersion(1)]
internal sealed class InitializeTransformer : IStage<InitializeTransformerAttribute, Policy>
{
    public Task<Policy> RunAsync(InitializeTransformerAttribute options, StageContext context, CancellationToken cancellationToken)
    {
        var tokenizer = options.Alphabet.Length == 0 ? Tokenizer.OfBytes() : Tokenizer.OfCharacters(options.Alphabet);
        var config = new TransformerConfig
        {
            HiddenSize = options.HiddenSize,
            IntermediateSize = options.FeedForwardSize,
            NumHiddenLayers = options.Layers,
            NumAttentionHeads = options.AttentionHeads,
            NumKeyValueHeads = options.KeyValueHeads,
            HeadDim = options.HeadSize == 0 ? options.HiddenSize / options.AttentionHeads : options.HeadSize,
            VocabSize = tokenizer.VocabularySize,
            MaxPositionEmbeddings = options.ContextLength,
            RopeTheta = options.RopeBase,
            InitializerRange = options.InitializerRange,
            TieWordEmbeddings = options.TieEmbeddings,
            OtherKeys = new JsonObject { ["eos_token_id"] = tokenizer.EndOfTextId, ["pad_token_id"] = tokenizer.PadId }.ToJsonString(),
        };
        config.Validate($"stage {context.StageName}");
        using var policy = new LoadedPolicy(Transformer.Initialize(config, SeededRandom.DeriveSeed(context.Seed, "weights")), tokenizer);
        context.Summarize("parameters", config.ParameterCount);
        return Task.FromResult(policy.Save(context.OutputFolder));
    }
}
