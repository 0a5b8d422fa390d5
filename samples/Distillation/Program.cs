using Distillation;
using Kimi.Cli;
using Kimi.Runtime;

return await KimiApp.RunAsync(args, services => services.AddStage<Distill>());
