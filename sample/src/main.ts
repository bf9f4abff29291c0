import { App } from 'aws-cdk-lib';
import { deliver } from './delivery';

const app = new App();
deliver(app);
app.synth();
