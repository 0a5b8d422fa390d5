using Kimi.Dsl;
using Kimi.Torch.Models;
using Kimi.Torch.Tokenization;

namespace Kimi.Runtime.Stages;

/// <summary>Takes a policy from elsewhere, file by file; what is in the files is checked before anything is copied.</summary>
/// <param name="policies">Loads the policy once, to see that it can be.</param>
[ImplementationVersion(1)]
internal sealed class LoadPolicy(PolicyLoader policies) : IStage<LoadPolicyAttribute, Policy>, IStageCheck<LoadPolicyAttribute>
{
    public void Check(string stage, LoadPolicyAttribute options)
    {
        if (options.Folder.Length == 0)
            throw new KimiException($"stage {stage} loads a policy, and its Folder is empty: give it, such as --set {stage}:Folder=<folder>");
        if (!Directory.Exists(options.Folder))
        {
            throw new KimiException(
                $"stage {stage} loads the policy in '{options.Folder}', which is no folder: give its path, such as --set {stage}:Folder=<folder>");
        }

        CheckpointFolder.Check(options.Folder);
        _ = Tokenizer.Load(options.Folder).EndOfTextId;
    }

    public Task<Policy> RunAsync(LoadPolicyAttribute options, StageContext context, CancellationToken cancellationToken)
    {
        using (var policy = policies.LoadFrozen(new(options.Folder)))
        {
            context.Summarize("parameters", policy.Model.Config.ParameterCount);
            context.Summarize("contextLength", policy.Model.Config.MaxPositionEmbeddings);
            context.Summarize("vocabulary", policy.Model.Config.VocabSize);
        }

        Directory.CreateDirectory(context.OutputFolder);
        foreach (var file in options.ExternalFiles)
        {
            cancellationToken.ThrowIfCancellationRequested();
            File.Copy(file, Path.Combine(context.OutputFolder, Path.GetFileName(file)), overwrite: true);
        }

        return Task.FromResult(new Policy(context.OutputFolder));
    }
}
