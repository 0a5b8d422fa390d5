using Kimi.Dsl;
using Kimi.Runtime.Artifacts;

namespace Kimi.Runtime.RewardModels;

/// <summary>A reward model as its folder. A stage writes its files itself; a reward model that is passed through is copied.</summary>
internal sealed class RewardModelFormat : IArtifactFormat<RewardModel>
{
    public void Write(RewardModel artifact, string folder) => ModelFolder.Copy(artifact.Folder, folder);

    public RewardModel Read(string folder) => new(ModelFolder.Check(folder, RewardModelSettings.FileName, "reward model"));
}
