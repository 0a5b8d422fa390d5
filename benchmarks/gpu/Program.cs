using System.Reflection;
using Kimi.Cli;
using Kimi.Dsl;
using Kimi.Gpu;
using Kimi.Recipes.Chains;

// The commands of an application with the recipes of this repository, and those that measure a device.
return args switch
{
    ["speed", var device, var precision, var output] => Measurements.Speed(device, precision, output),
    ["logits", var device, var precision, var folder, var output] => Measurements.Logits(device, precision, folder, output),
    _ => await KimiApp.RunAsync(args, typeof(ChainProblemsAttribute).Assembly.GetCustomAttribute<RecipeManifestAttribute>()!.Recipes),
};
